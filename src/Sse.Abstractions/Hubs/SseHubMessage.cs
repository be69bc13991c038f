namespace Sse;

/// <summary>What a subscriber reads from a hub: an event, the topic it came through and the position after it.</summary>
/// <param name="Position">The position after this event: a subscriber that starts there misses nothing and gets nothing twice.</param>
/// <param name="Topic">The topic; null for an event published to the whole hub, and for a gap.</param>
/// <param name="EventName">The event's name on the wire.</param>
/// <param name="Event">The event, or an <see cref="SseGap"/>; null when the hub's declaration has no event of that name that can be read.</param>
public readonly record struct SseHubMessage(SsePosition Position, string? Topic, string EventName, object? Event);
