namespace Sse.Testing;

/// <summary>An event as a client has received it.</summary>
public sealed record SseTestMessage
{
    /// <summary>The event's name on the wire; <c>message</c> where it says none.</summary>
    public required string EventName { get; init; }

    /// <summary>Its data: lines with a line feed between them.</summary>
    public required string Data { get; init; }

    /// <summary>The last event id behind it, as a client gives it back; empty when the stream has said none.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// The event, read as the hub declares it, a gap as <see cref="SseGap"/>, the end of a snapshot as <see cref="SseLive"/>; null in a stream that was
    /// not asked for by a hub's type, and where the hub has no such event that can be read.
    /// </summary>
    public object? Event { get; init; }

    /// <summary>The position behind it in its hub's log; null when the id is none.</summary>
    public SsePosition? Position => SsePosition.TryParse(Id, out var position) ? position : null;

    /// <summary>The topic that it came through; null for an event to the whole hub, and when the id tells of none.</summary>
    public string? Topic => SsePosition.TryParse(Id, out _, out var topic) ? topic : null;

    /// <summary>Whether it belongs to a snapshot.</summary>
    public bool IsSnapshot => Position is { IsInSnapshot: true };

    /// <summary>Name, topic and data, as failures show it.</summary>
    public override string ToString() => Topic is { } topic ? $"{EventName} of '{topic}' {Data}" : $"{EventName} {Data}";
}
