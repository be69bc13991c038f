namespace Sse;

/// <summary>How one subscription is delivered to.</summary>
internal sealed record DeliveryOptions
{
    public static readonly DeliveryOptions Default = new();

    /// <summary>What becomes of it when it is too slow.</summary>
    public SseSlowSubscriberPolicy WhenSlow { get; init; }

    /// <summary>Whether it begins with a snapshot, and gets another one after a gap.</summary>
    public bool Snapshots { get; init; }

    /// <summary>Where its snapshots come from; null for the hub's own.</summary>
    public SseSnapshotSource? Source { get; init; }

    /// <summary>The shortest time between two deliveries; zero for as many as there are.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>How its cursor reads.</summary>
    public ReadMode Mode => new(WhenSlow == SseSlowSubscriberPolicy.Conflate || Interval > TimeSpan.Zero, Snapshots || Source is not null);
}
