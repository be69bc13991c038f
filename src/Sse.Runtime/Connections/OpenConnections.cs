namespace Sse;

/// <summary>
/// The open connections of one host, and the one timer that looks after all of them: who is silent gets a heartbeat, who
/// takes nothing is aborted, who is too old ends.
/// </summary>
/// <remarks>Thread-safe. The timer runs while a connection is open. Its period is the precision of all three times.</remarks>
internal sealed class OpenConnections
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FarAway = TimeSpan.FromDays(3_650);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Ticker _ticker;
    private readonly long _tolerance;
    private readonly long _gracePeriod;
    private readonly List<Connection> _due = [];
    private Connection? _first;
    private int _count;
    private bool _stopping;
    private long _now;

    public OpenConnections(SseOptions options, TimeProvider time)
    {
        _time = time;
        var shortest = options.HeartbeatInterval < options.WriteTimeout ? options.HeartbeatInterval : options.WriteTimeout;
        var period = shortest / 10 < LongestPeriod ? shortest / 10 : LongestPeriod;
        _ticker = new Ticker(time, period, Tick, "Sse heartbeats");
        _tolerance = ToTimestamps(period) / 2;
        HeartbeatInterval = ToTimestamps(options.HeartbeatInterval);
        WriteTimeout = ToTimestamps(options.WriteTimeout);
        _gracePeriod = ToTimestamps(options.ShutdownGracePeriod);
    }

    /// <summary>The time of the timer's last tick, as the time provider's timestamp: a clock that costs a read.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>The time provider's timestamp, exactly.</summary>
    public long Timestamp => _time.GetTimestamp();

    /// <summary>A new stream's turns to be measured.</summary>
    public MeasureTurn NewMeasureTurn() => new(_time);

    /// <summary>How long a timestamp is ago.</summary>
    public TimeSpan Since(long timestamp) => _time.GetElapsedTime(timestamp);

    /// <summary>In timestamps.</summary>
    public long HeartbeatInterval { get; }

    /// <summary>In timestamps.</summary>
    public long WriteTimeout { get; }

    /// <summary>Until when a handler that is told to end now may go on, as a timestamp.</summary>
    // Ticks look ahead by the tolerance: it must not be taken off.
    public long GraceEndsAt => _time.GetTimestamp() + _gracePeriod + _tolerance;

    /// <summary>Takes a connection in.</summary>
    /// <returns>False when the host is shutting down: nobody will end this connection, so it must end by itself.</returns>
    public bool Add(Connection connection)
    {
        lock (_lock)
        {
            connection.Next = _first;
            if (_first is not null) _first.Previous = connection;
            _first = connection;
            if (_count++ == 0)
            {
                Volatile.Write(ref _now, _time.GetTimestamp());
                _ticker.Start();
            }
            connection.Response.Begin(_now);
            return !_stopping;
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
            if (--_count == 0) _ticker.Stop();
        }
    }

    /// <summary>From now on who is added is told that the host stops.</summary>
    /// <returns>Those who were added before.</returns>
    public Connection[] StopTaking()
    {
        lock (_lock)
        {
            _stopping = true;
            return Snapshot();
        }
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

    /// <summary>A random time in the last tenth of the greatest age, as the timestamp at which it is reached.</summary>
    public long ExpiryOf(TimeSpan? maxAge) => maxAge is { } age
        ? After(Jitter.Between(age * 0.9, age))
        : long.MaxValue;

    /// <summary>A random time in the second half of an interval that begins now, as a timestamp.</summary>
    public long InLaterHalfOf(TimeSpan interval) => After(Jitter.Between(interval / 2, interval));

    /// <summary>So much later than now, as a timestamp.</summary>
    public long After(TimeSpan time) => _time.GetTimestamp() + ToTimestamps(time);

    /// <summary>A moment of the wall clock as a timestamp; the largest number when there is none, or when nobody will live to see it.</summary>
    public long TimestampOf(DateTimeOffset? moment)
    {
        if (moment is not { } end) return long.MaxValue;
        var left = end - _time.GetUtcNow();
        return left > FarAway ? long.MaxValue : _time.GetTimestamp() + Math.Max(0, ToTimestamps(left));
    }

    /// <summary>The wall clock.</summary>
    public DateTimeOffset UtcNow => _time.GetUtcNow();

    /// <summary>Whether a moment of the wall clock is past.</summary>
    public bool IsPast(DateTimeOffset moment) => moment <= _time.GetUtcNow();

    private void Tick()
    {
        Volatile.Write(ref _now, _time.GetTimestamp());
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
        }
    }

    private long ToTimestamps(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);
}
