namespace Sse;

/// <summary>How long to wait before connecting again. It counts failures; a stream that began and ended well is none.</summary>
/// <remarks>
/// Until the server has spoken, the wait is random between nothing and a ceiling that doubles with each failure in a row
/// ("full jitter"). A <c>retry</c> from the server is the least wait, as the standard has it, with the same jitter on top.
/// </remarks>
internal sealed class Backoff(SseClientOptions options, Func<double> random)
{
    /// <summary>Where doubling starts when the first wait is nothing, so that failures in a row can't become a busy loop.</summary>
    private static readonly TimeSpan LeastGrowth = TimeSpan.FromMilliseconds(100);

    /// <summary>How much is added at most to a <c>retry</c> after a good connection, so that those who left together don't return together.</summary>
    private const double Spread = 0.1;

    private TimeSpan? _retry;

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>The server's own reconnection time.</summary>
    public void SetRetry(TimeSpan retry) => _retry = retry;

    /// <summary>A connection has been open for a healthy while.</summary>
    public void Reset() => Failures = 0;

    /// <summary>Counts a failure and says how long to wait after it.</summary>
    public TimeSpan Next()
    {
        var floor = _retry ?? TimeSpan.Zero;
        var ceiling = Ceiling(_retry ?? options.ReconnectDelay, _retry is null ? Failures : Failures + 1);
        Failures++;
        return Capped(floor + (ceiling > floor ? (ceiling - floor) * random() : TimeSpan.Zero));
    }

    /// <summary>Starts over and says how long to wait after a stream that began and ended well.</summary>
    public TimeSpan NextAfterGoodEnd()
    {
        Reset();
        return Capped(_retry is { } retry ? retry * (1 + Spread * random()) : options.ReconnectDelay * random());
    }

    private TimeSpan Ceiling(TimeSpan first, int doublings)
    {
        if (Failures == 0 && first == TimeSpan.Zero) return TimeSpan.Zero;
        var start = Failures == 0 || first > LeastGrowth ? first : LeastGrowth;
        var ceiling = start.TotalMilliseconds * Math.Pow(2, Math.Min(doublings, 30));
        return TimeSpan.FromMilliseconds(Math.Min(ceiling, options.MaxReconnectDelay.TotalMilliseconds));
    }

    private static TimeSpan Capped(TimeSpan wait) => wait < Timers.Longest ? wait : Timers.Longest;
}
