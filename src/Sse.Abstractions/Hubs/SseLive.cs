namespace Sse;

/// <summary>
/// Ends a snapshot: the subscriber has the newest event of each key of its topics, and what comes now is live. What it held
/// before and wasn't named since the snapshot began, or since the gap before it, is gone.
/// </summary>
[SseEvent(ProtocolWords.LiveEvent)]
public sealed partial record SseLive
{
    /// <summary>How many events of the snapshot were sent on this connection.</summary>
    public required long Count { get; init; }

    /// <summary>Where live begins: also the id of this event.</summary>
    public required string Position { get; init; }

    /// <summary>False when the hub once had a key of these topics that it lost without a removal: what a subscriber still holds may be true.</summary>
    public required bool Complete { get; init; }
}
