using System.Security.Claims;

namespace Sse;

/// <summary>Reports the slowest streams of one hub, as far as they have changed.</summary>
/// <param name="watched">The hub.</param>
/// <param name="reports">Where they are reported.</param>
internal sealed class StreamReporter(WatchedHub watched, DashboardHub reports)
{
    /// <summary>How many streams of a hub are reported.</summary>
    public const int Most = 100;

    private const int MostTopics = 5;
    private readonly Dictionary<long, StreamReport> _known = [];
    private readonly HashSet<long> _present = [];

    /// <summary>Reports them.</summary>
    /// <param name="slowest">The streams as they are.</param>
    /// <param name="elapsed">How long ago they were looked at before; zero when they never were.</param>
    public void Report(IReadOnlyList<StreamSample> slowest, TimeSpan elapsed)
    {
        foreach (var sample in slowest)
        {
            var before = _known.GetValueOrDefault(sample.Subscription.Number);
            var report = ReportOf(sample, before, elapsed);
            _present.Add(report.Id);
            if (report == before) continue;
            _known[report.Id] = report;
            reports.Topic(watched.Name).Publish(report);
        }
        foreach (var id in _known.Keys)
        {
            if (_present.Contains(id)) continue;
            _known.Remove(id);
            reports.Topic(watched.Name).Publish(new StreamGone(id));
        }
        _present.Clear();
    }

    private static StreamReport ReportOf(StreamSample sample, StreamReport? before, TimeSpan elapsed)
    {
        var (subscription, stream) = (sample.Subscription, sample.Subscription as StreamSubscription);
        var topics = subscription.Topics;
        return new(
            subscription.Number, before?.Address ?? stream?.Address?.ToString(), before?.User ?? NameOf(subscription.User),
            before?.Topics ?? (topics.IsAll ? [] : [.. topics.Take(MostTopics)]), topics.IsAll ? null : topics.Count, subscription.ConnectedAt, sample.Lag)
        {
            Delivered = Rates.Of(subscription.Delivered, before?.Delivered.Total, elapsed),
            Conflated = subscription.Conflated,
            Gaps = subscription.Gaps,
            Position = subscription.Cursor.After,
            Conflates = subscription.Cursor.Conflates,
            MaxFrequency = stream is { Interval.Ticks: > 0 } ? Math.Round(1 / stream.Interval.TotalSeconds, 2) : null,
            IsLocal = stream is null,
        };
    }

    // The identity is the application's own, or the server's, which may have let go of it.
    private static string? NameOf(ClaimsPrincipal? user)
    {
        try
        {
            return user?.Identity is { IsAuthenticated: true } identity ? identity.Name ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? identity.AuthenticationType : null;
        }
        catch (Exception)
        {
            return null;
        }
    }
}
