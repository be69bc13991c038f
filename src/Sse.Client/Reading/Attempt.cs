namespace Sse;

/// <summary>One connection, or one wait, that can be given up: when reading ends, when time runs out, or on request.</summary>
/// <remarks>Thread-safe: timers and <see cref="SseClient.Restart"/> come from anywhere.</remarks>
internal sealed class Attempt : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ended;
    private readonly ITimer _timer;
    private SseRetryReason _onTimeout;
    private SseRetryReason? _dropped;
    private bool _disposed;

    public Attempt(TimeProvider clock, CancellationToken readingEnded)
    {
        _ended = CancellationTokenSource.CreateLinkedTokenSource(readingEnded);
        _timer = clock.CreateTimer(static attempt => ((Attempt)attempt!).TimedOut(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Token = _ended.Token;
    }

    /// <summary>Cancelled when this is dropped or reading ends.</summary>
    public CancellationToken Token { get; }

    /// <summary>Why it was dropped, or null when it was not.</summary>
    public SseRetryReason? Dropped
    {
        get
        {
            lock (_gate) return _dropped;
        }
    }

    /// <summary>Drops it with this reason unless <see cref="Disarm"/> comes first.</summary>
    public void Arm(TimeSpan timeout, SseRetryReason reason)
    {
        _onTimeout = reason;
        _timer.Change(timeout < Timers.Longest ? timeout : Timers.Longest, Timeout.InfiniteTimeSpan);
    }

    public void Disarm() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Drop(SseRetryReason reason)
    {
        lock (_gate)
        {
            if (_disposed || _dropped is not null) return;
            _dropped = reason;
        }
        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Its owner has just finished with it: there is nothing left to drop.
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }
        _timer.Dispose();
        _ended.Dispose();
    }

    private void TimedOut() => Drop(_onTimeout);
}
