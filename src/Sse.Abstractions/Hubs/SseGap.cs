namespace Sse;

/// <summary>
/// Tells a subscriber that events may be missing before the next one. It is the first event after a reconnect whose
/// position could not be honoured, or comes in the stream when a slow subscriber fell out of retention.
/// </summary>
[SseEvent(ProtocolWords.GapEvent)]
public sealed partial record SseGap
{
    /// <summary>Why.</summary>
    public required SseGapReason Reason { get; init; }

    /// <summary>The position or id that was asked for, cut to 256 characters; null if it was longer than any id can be.</summary>
    public string? Requested { get; init; }

    /// <summary>The position right before the oldest event that is still retained.</summary>
    public required string Oldest { get; init; }

    /// <summary>
    /// The position after which the stream goes on: also the id of this event. What is retained after it comes, events
    /// that another of the subscriber's topics lost may still be missing between.
    /// </summary>
    public required string Resumed { get; init; }
}
