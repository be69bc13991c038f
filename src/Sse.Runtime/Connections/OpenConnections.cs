namespace Sse;

/// <summary>
/// The open connections of one application and the one timer that looks after all of them: who is silent gets a
/// heartbeat, who takes nothing is aborted.
/// </summary>
/// <remarks>Thread-safe. The timer runs while a connection is open. Its period is the precision of both times.</remarks>
internal sealed class OpenConnections
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private readonly long _tolerance;
    private readonly List<Connection> _due = [];
    private ITimer? _timer;
    private Connection? _first;
    private int _count;
    private bool _stopping;
    private long _now;
    private int _ticking;

    public OpenConnections(SseOptions options, TimeProvider time)
    {
        _time = time;
        var shortest = Min(options.HeartbeatInterval, options.WriteTimeout);
        _period = Min(LongestPeriod, shortest / 10);
        _tolerance = ToTimestamps(_period) / 2;
        HeartbeatInterval = ToTimestamps(options.HeartbeatInterval);
        WriteTimeout = ToTimestamps(options.WriteTimeout);
    }

    /// <summary>The time of the timer's last tick, as the time provider's timestamp: a clock that costs a read.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>In timestamps.</summary>
    public long HeartbeatInterval { get; }

    /// <summary>In timestamps.</summary>
    public long WriteTimeout { get; }

    /// <summary>Takes a connection in.</summary>
    /// <returns>False when the host is shutting down: nobody will stop this connection, so it must end by itself.</returns>
    public bool Add(Connection connection)
    {
        lock (_lock)
        {
            if (_stopping) return false;
            connection.Next = _first;
            if (_first is not null) _first.Previous = connection;
            _first = connection;
            if (_count++ == 0) Start();
            return true;
        }
    }

    /// <summary>Lets a connection go. It is no longer touched by the timer once this has returned, but for a tick under way.</summary>
    public void Remove(Connection connection)
    {
        lock (_lock)
        {
            if (connection.Previous is null && _first != connection) return;
            if (connection.Previous is { } previous) previous.Next = connection.Next;
            else _first = connection.Next;
            if (connection.Next is { } next) next.Previous = connection.Previous;
            connection.Next = connection.Previous = null;
            if (--_count == 0) _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Takes nobody in from now on.</summary>
    public void StopTaking()
    {
        lock (_lock) _stopping = true;
    }

    /// <summary>The connections open now.</summary>
    public Connection[] Snapshot()
    {
        lock (_lock)
        {
            var all = new Connection[_count];
            var i = 0;
            for (var connection = _first; connection is not null; connection = connection.Next) all[i++] = connection;
            return all;
        }
    }

    private void Start()
    {
        Volatile.Write(ref _now, _time.GetTimestamp());
        if (_timer is not null)
        {
            _timer.Change(_period, _period);
            return;
        }
        // The timer would keep the first request's context, and all it holds, for the application's life.
        var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        try { _timer = _time.CreateTimer(static self => ((OpenConnections)self!).Tick(), this, _period, _period); }
        finally { flow.Dispose(); }
    }

    private void Tick()
    {
        Volatile.Write(ref _now, _time.GetTimestamp());
        // A tick that lasts longer than the period is not joined by the next one.
        if (Interlocked.Exchange(ref _ticking, 1) == 1) return;
        try
        {
            lock (_lock)
                for (var connection = _first; connection is not null; connection = connection.Next)
                    if (connection.IsDue(_now + _tolerance)) _due.Add(connection);
            foreach (var connection in _due) connection.LookAfter(_now + _tolerance);
        }
        finally
        {
            _due.Clear();
            Volatile.Write(ref _ticking, 0);
        }
    }

    private long ToTimestamps(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
