namespace Sse;

/// <summary>
/// Calls at a period while it runs. On the system's clock it has a thread of its own: what looks after clients must go on
/// while the application blocks every thread of the pool. On any other clock it is a timer of that clock.
/// </summary>
/// <remarks>Thread-safe. One call at a time. The thread ends when it has had nothing to do for a while.</remarks>
internal sealed class Ticker(TimeProvider time, TimeSpan period, Action tick, string name)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private readonly object _lock = new();
    private ITimer? _timer;
    private bool _isRunning;
    private bool _hasThread;
    private int _ticking;

    public void Start()
    {
        lock (_lock)
        {
            if (_isRunning) return;
            _isRunning = true;
            if (!ReferenceEquals(time, TimeProvider.System)) StartTimer();
            else if (_hasThread) Monitor.Pulse(_lock);
            else StartThread();
        }
    }

    /// <summary>No call begins any more once this has returned, but for one that was about to.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isRunning = false;
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void StartTimer()
    {
        if (_timer is not null)
        {
            _timer.Change(period, period);
            return;
        }
        // The timer would keep the first request's context, and all it holds, for the application's life.
        var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        try { _timer = time.CreateTimer(static self => ((Ticker)self!).TickOnce(), this, period, period); }
        finally { flow.Dispose(); }
    }

    private void TickOnce()
    {
        // A call that lasts longer than the period is not joined by the next one.
        if (Interlocked.Exchange(ref _ticking, 1) == 1) return;
        try { tick(); }
        finally { Volatile.Write(ref _ticking, 0); }
    }

    private void StartThread()
    {
        _hasThread = true;
        new Thread(Run) { IsBackground = true, Name = name }.UnsafeStart();
    }

    private void Run()
    {
        while (true)
        {
            lock (_lock)
            {
                while (!_isRunning)
                {
                    if (Monitor.Wait(_lock, Idle) || _isRunning) continue;
                    _hasThread = false;
                    return;
                }
                Monitor.Wait(_lock, period);
                if (!_isRunning) continue;
            }
            tick();
        }
    }
}
