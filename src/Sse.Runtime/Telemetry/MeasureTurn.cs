namespace Sse;

/// <summary>Lets one stream be measured at most ten times a second, so that measuring costs little however much is published. A mutable struct: keep it in a field.</summary>
internal struct MeasureTurn
{
    /// <summary>The time between two turns.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider? _time;
    private readonly long _interval;
    private long _next;

    public MeasureTurn(TimeProvider time)
    {
        // The system's own clock in milliseconds costs a fifth of its timestamp, and is exact enough.
        _time = time == TimeProvider.System ? null : time;
        _interval = (long)(_time is null ? Interval.TotalMilliseconds : Interval.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Takes the turn.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryTake()
    {
        var now = _time?.GetTimestamp() ?? Environment.TickCount64;
        if (now < _next) return false;
        _next = now + _interval;
        return true;
    }
}
