namespace Sse;

/// <summary>What an event may carry besides itself.</summary>
public readonly record struct SsePublishOptions
{
    /// <summary>The event's id: what the client sends when it reconnects. None by default.</summary>
    public SseId Id { get; init; }

    /// <summary>How long the client waits before it reconnects, from now on; whole milliseconds. None by default.</summary>
    public TimeSpan? Retry { get; init; }
}
