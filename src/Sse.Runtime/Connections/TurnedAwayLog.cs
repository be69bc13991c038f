using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>Logs that clients are turned away: for each reason at once, then at most once a minute, with how many. Thread-safe.</summary>
internal sealed class TurnedAwayLog(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    // Reasons are names of options: there are few.
    private readonly Dictionary<string, (long LoggedAt, long Count)> _reasons = [];

    public void Add(string reason)
    {
        long count;
        lock (_lock)
        {
            var known = _reasons.TryGetValue(reason, out var last);
            count = last.Count + 1;
            var isDue = !known || time.GetElapsedTime(last.LoggedAt) >= Period;
            _reasons[reason] = isDue ? (time.GetTimestamp(), 0) : (last.LoggedAt, count);
            if (!isDue) return;
        }
        logger.TurnedAway(count, reason);
    }
}
