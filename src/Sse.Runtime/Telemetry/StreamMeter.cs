namespace Sse;

/// <summary>What is counted of the streams of one hub and route. Thread-safe, and cheap enough to be told of every write.</summary>
internal sealed class StreamMeter
{
    private readonly Instruments _instruments;
    private readonly KeyValuePair<string, object?>[] _tags;
    private long _open;
    private long _events;
    private long _bytes;
    private long _replayed;
    private long _conflated;

    public StreamMeter(Instruments instruments, string? hub, string? route)
    {
        _instruments = instruments;
        List<KeyValuePair<string, object?>> tags = [];
        if (hub is not null) tags.Add(new(Sse.Tags.Hub, hub));
        if (route is not null) tags.Add(new(Sse.Tags.Route, route));
        _tags = [.. tags];
    }

    /// <summary>The hub and the route.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => _tags;

    public long Open => Volatile.Read(ref _open);

    public long Events => Volatile.Read(ref _events);

    public long Bytes => Volatile.Read(ref _bytes);

    public long Replayed => Volatile.Read(ref _replayed);

    public long Conflated => Volatile.Read(ref _conflated);

    /// <summary>Whether somebody wants to know how long deliveries take, or how far behind they are.</summary>
    public bool Measures => _instruments.DeliveryDuration.Enabled || _instruments.Lag.Enabled;

    /// <summary>Whether somebody wants to know how long clients are waited for.</summary>
    public bool MeasuresFlushes => _instruments.FlushWait.Enabled;

    private bool Counts =>
        _instruments.DeliveredEvents.Enabled || _instruments.DeliveredBytes.Enabled || _instruments.ReplayedEvents.Enabled || _instruments.ConflatedEvents.Enabled;

    /// <summary>A stream has opened.</summary>
    public void Opened() => Interlocked.Increment(ref _open);

    /// <summary>A stream that had opened has ended.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="lasted">How long it was open.</param>
    public void Ended(string reason, TimeSpan lasted)
    {
        Interlocked.Decrement(ref _open);
        if (_instruments.StreamDuration.Enabled) _instruments.StreamDuration.Record(lasted.TotalSeconds, With(Sse.Tags.EndReason, reason));
    }

    /// <summary>A client that wanted a stream gets none.</summary>
    public void Refuse(string reason)
    {
        if (_instruments.RefusedStreams.Enabled) _instruments.RefusedStreams.Add(1, With(Sse.Tags.RefusalReason, reason));
    }

    /// <summary>A stream was told of a gap.</summary>
    public void Told(SseGapReason reason)
    {
        if (_instruments.Gaps.Enabled) _instruments.Gaps.Add(1, With(Sse.Tags.GapReason, reason.Word()));
    }

    /// <summary>Events were written to a stream.</summary>
    /// <param name="events">How many.</param>
    /// <param name="bytes">How large they were.</param>
    /// <param name="isReplay">Whether the stream had still to get what there was when it opened.</param>
    /// <param name="conflated">How many were passed over.</param>
    public void Delivered(int events, int bytes, bool isReplay, int conflated = 0)
    {
        if (!Counts) return;
        if (events > 0)
        {
            Interlocked.Add(ref _events, events);
            Interlocked.Add(ref _bytes, bytes);
            if (isReplay) Interlocked.Add(ref _replayed, events);
        }
        if (conflated > 0) Interlocked.Add(ref _conflated, conflated);
    }

    /// <summary>How long it took from the publish of a write's oldest event.</summary>
    public void Took(TimeSpan duration) => _instruments.DeliveryDuration.Record(duration.TotalSeconds, _tags);

    /// <summary>How many events of the hub are newer than what a write ended with.</summary>
    public void Lagged(long events) => _instruments.Lag.Record(events, _tags);

    /// <summary>How long a client was waited for.</summary>
    public void Waited(TimeSpan duration) => _instruments.FlushWait.Record(duration.TotalSeconds, _tags);

    private KeyValuePair<string, object?>[] With(string name, string value) => [.. _tags, new(name, value)];
}
