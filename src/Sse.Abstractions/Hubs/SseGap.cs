namespace Sse;

/// <summary>
/// Tells a subscriber that events may be missing before the next one. It is the first event after a reconnect whose
/// position could not be honoured, or comes in the stream when a slow subscriber fell out of retention.
/// </summary>
/// <param name="Reason">Why.</param>
/// <param name="Requested">The position or id that was asked for, cut to 256 characters; null if it was longer than any id can be.</param>
/// <param name="Oldest">The position right before the oldest event that is still retained.</param>
/// <param name="Resumed">
/// The position after which the stream goes on: also the id of this event, so a later reconnect does not meet the same gap.
/// </param>
[SseEvent(ProtocolWords.GapEvent)]
public sealed partial record SseGap(SseGapReason Reason, string? Requested, string Oldest, string Resumed);
