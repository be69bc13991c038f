using System.Diagnostics;

namespace Sse;

/// <summary>What a subscriber reads from a hub: an event, the topic it came through and the position after it.</summary>
public readonly record struct SseHubMessage
{
    /// <summary>The position after this event: a subscriber that starts there misses nothing and gets nothing twice.</summary>
    public required SsePosition Position { get; init; }

    /// <summary>The topic; null for an event published to the whole hub, for a gap and for the end of a snapshot.</summary>
    public string? Topic { get; init; }

    /// <summary>The event's name on the wire.</summary>
    public required string EventName { get; init; }

    /// <summary>
    /// The event, an <see cref="SseGap"/> or an <see cref="SseLive"/>; null when the hub's declaration has no event of that
    /// name that can be read.
    /// </summary>
    public object? Event { get; init; }

    /// <summary>
    /// The trace that the event was published in, where the hub lets events carry it; else the default value. Give it to
    /// <see cref="ActivitySource"/> as a parent to make what you do with the event part of that trace.
    /// </summary>
    public ActivityContext TraceContext { get; init; }

    /// <summary>Whether it belongs to a snapshot, whose end an <see cref="SseLive"/> tells.</summary>
    public bool IsSnapshot { get; init; }
}
