using Microsoft.Extensions.Options;

namespace Sse;

/// <summary>Finds every option that makes no sense, and names it.</summary>
internal sealed class SseClientOptionsValidator : IValidateOptions<SseClientOptions>
{
    public ValidateOptionsResult Validate(string? name, SseClientOptions options)
    {
        var failures = new List<string>();
        Check(options.Method is not null, "Method: null is no method.");
        Check(options.TimeProvider is not null, "TimeProvider: null is no clock.");
        Check(options.MaxFrequency is not <= 0, "MaxFrequency: above 0.");
        Check(options.Reconnect is null or SseReconnect.Never or SseReconnect.WhenResumable or SseReconnect.Always, "Reconnect: none of its values.");
        Check(options.MaxErrorBodyBytes >= 0, "MaxErrorBodyBytes: not negative.");
        Check(options.MaxEventBytes > 0, "MaxEventBytes: at least 1.");
        Check(options.ReconnectDelay >= TimeSpan.Zero, "ReconnectDelay: not negative.");
        Check(options.MaxReconnectDelay >= options.ReconnectDelay, "MaxReconnectDelay: at least ReconnectDelay.");
        Check(options.HealthyAfter >= TimeSpan.Zero, "HealthyAfter: not negative.");
        Check(options.MissedHeartbeats > 0, "MissedHeartbeats: at least 1.");
        Check(options.ReadTimeout is not { } timeout || IsTimeout(timeout), "ReadTimeout: positive, or infinite.");
        Check(IsTimeout(options.ConnectTimeout), "ConnectTimeout: positive, or infinite.");
        Check(options.LastEventId is not { } id || !id.AsSpan().ContainsAny('\0', '\r', '\n'), "LastEventId: an id can't hold CR, LF or NUL.");
        Check(options.LastEventId is not { } text || !HeaderText.HasHalfPair(text), "LastEventId: an id can't hold half of a surrogate pair.");
        foreach (var (header, value) in options.Headers)
        {
            if (HeaderText.Check(header, value, options.Content is not null) is { } failure) failures.Add($"Headers: {failure}");
        }
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool holds, string failure)
        {
            if (!holds) failures.Add(failure);
        }
    }

    /// <summary>A copy of the options as they are, so that what was found valid is what is used.</summary>
    /// <exception cref="ArgumentException">Names every option that makes no sense.</exception>
    public static SseClientOptions ValidCopy(SseClientOptions options) => Valid(new SseClientOptions(options), nameof(options));

    /// <summary>The same for one reading with a request of its own.</summary>
    /// <exception cref="ArgumentException">Names everything that makes no sense.</exception>
    public static SseClientOptions ValidCopy(SseClientOptions options, SseRequest request) => Valid(new SseClientOptions(options, request), nameof(request));

    private static SseClientOptions Valid(SseClientOptions copy, string parameter)
    {
        var result = new SseClientOptionsValidator().Validate(null, copy);
        return result.Failed ? throw new ArgumentException(result.FailureMessage, parameter) : copy;
    }

    private static bool IsTimeout(TimeSpan value) => value > TimeSpan.Zero || value == Timeout.InfiniteTimeSpan;
}
