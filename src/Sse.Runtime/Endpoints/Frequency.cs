using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>How often a client is delivered to, in deliveries a second.</summary>
internal static class Frequency
{
    /// <summary>Once a minute.</summary>
    public const decimal Least = 1m / 60;

    /// <summary>More are no limit any more.</summary>
    public const decimal Most = 1000;

    // What waits must not leave the log meanwhile.
    private const int LeastIntervals = 4;

    /// <summary>The time between two deliveries; zero for no limit.</summary>
    public static TimeSpan IntervalOf(decimal? frequency) => frequency is { } value ? TimeSpan.FromSeconds((double)(1 / value)) : TimeSpan.Zero;

    /// <summary>Why events would leave the log before they are delivered, or null.</summary>
    public static string? Check(decimal? frequency, SseRetentionOptions retention)
    {
        var interval = IntervalOf(frequency);
        return interval == TimeSpan.Zero || retention.MaxAge == Timeout.InfiniteTimeSpan || interval * LeastIntervals <= retention.MaxAge
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{nameof(SseSubscribeOptions.MaxFrequency)} lets events wait {interval:c}, but the hub keeps them for {retention.MaxAge:c} (Retention.MaxAge): keep them at least {LeastIntervals} times as long, or deliver more often.");
    }

    /// <summary>What a client asks for, within what its endpoint allows.</summary>
    /// <param name="request">The request.</param>
    /// <param name="allowed">The endpoint's own maximum.</param>
    /// <param name="retention">How long events are kept: none waits for a large part of that.</param>
    /// <param name="frequency">The lower of both; null for no limit.</param>
    /// <returns>What is wrong with what it asks, or null.</returns>
    public static string? Find(HttpRequest request, decimal? allowed, SseRetentionOptions retention, out decimal? frequency)
    {
        frequency = allowed;
        if (!request.QueryString.HasValue || request.Query[ProtocolWords.MaxFrequencyQuery] is not { Count: > 0 } values) return null;
        if (values.Count > 1 || !decimal.TryParse(values[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var asked) || asked <= 0)
            return $"The query {ProtocolWords.MaxFrequencyQuery} is one number of deliveries a second, greater than 0, such as 2 or 0.5.";
        asked = Math.Clamp(asked, Least, Most);
        if (retention.MaxAge != Timeout.InfiniteTimeSpan) asked = Math.Max(asked, (decimal)(LeastIntervals / retention.MaxAge.TotalSeconds));
        frequency = allowed is { } most ? Math.Min(most, asked) : asked;
        return null;
    }
}
