namespace Sse;

/// <summary>
/// What became of a hub's streams since it began. Open ones count for themselves, so that no delivery touches what others
/// touch; here is what is rare, and what those had counted who have left.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class HubCounts
{
    private readonly long[] _gaps = new long[Enum.GetValues<SseGapReason>().Length];
    private long _delivered;
    private long _conflated;
    private long _turnedAway;

    /// <summary>How many events those were given who have left.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>How many they passed over, because something newer superseded them.</summary>
    public long Conflated => Interlocked.Read(ref _conflated);

    /// <summary>How many streams were not let in.</summary>
    public long TurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>How many gaps were told for a reason.</summary>
    public long GapsOf(SseGapReason reason) => Interlocked.Read(ref _gaps[(int)reason]);

    /// <summary>A gap was told.</summary>
    public void OnGap(SseGapReason reason) => Interlocked.Increment(ref _gaps[(int)reason]);

    /// <summary>A stream was not let in.</summary>
    public void OnTurnedAway() => Interlocked.Increment(ref _turnedAway);

    /// <summary>A stream is over.</summary>
    public void OnLeft(Subscription subscription)
    {
        Interlocked.Add(ref _delivered, subscription.Delivered);
        Interlocked.Add(ref _conflated, subscription.Conflated);
    }
}
