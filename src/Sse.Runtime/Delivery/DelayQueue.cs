namespace Sse;

/// <summary>Who waits in a <see cref="DelayQueue"/>.</summary>
internal interface IDelayed
{
    /// <summary>Its time has come. Called under no lock.</summary>
    void OnDue();
}

/// <summary>
/// Lets readers go on at a time of theirs: one timer for all of them, which runs while somebody waits, and is as exact as
/// its period is long.
/// </summary>
/// <remarks>Thread-safe. Readers go on on the timer's thread.</remarks>
internal sealed class DelayQueue(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<IDelayed, long> _waiting = new();
    private readonly List<IDelayed> _due = [];
    private ITimer? _timer;
    private bool _telling;
    private bool _disposed;

    /// <summary>How many wait now.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>Lets a reader go on at a time.</summary>
    /// <param name="reader">The reader; it is told once.</param>
    /// <param name="due">When, as a timestamp.</param>
    public void Add(IDelayed reader, long due)
    {
        lock (_lock)
        {
            if (_disposed) return;
            _waiting.Enqueue(reader, due);
            if (_waiting.Count == 1) Start();
        }
    }

    /// <summary>A reader has ended: it isn't told any more, and isn't kept.</summary>
    public void Remove(IDelayed reader)
    {
        lock (_lock) _waiting.Remove(reader, out _, out _);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Start()
    {
        if (_timer is not null)
        {
            _timer.Change(Period, Period);
            return;
        }
        // The timer would keep the first request's context, and all it holds, for the hub's life.
        var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        try { _timer = time.CreateTimer(static self => ((DelayQueue)self!).Tell(), this, Period, Period); }
        finally { flow.Dispose(); }
    }

    private void Tell()
    {
        lock (_lock)
        {
            // A tick that lasts longer than the period is not joined by the next one.
            if (_telling) return;
            _telling = true;
            var now = time.GetTimestamp();
            while (_waiting.TryPeek(out var reader, out var due) && due <= now)
            {
                _due.Add(reader);
                _waiting.Dequeue();
            }
            if (_waiting.Count == 0) _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        foreach (var reader in _due) reader.OnDue();
        lock (_lock)
        {
            _due.Clear();
            _telling = false;
        }
    }
}
