namespace Sse.Testing;

/// <summary>Something that a stream has said, or its end.</summary>
/// <param name="Kind">What it is; null at the end.</param>
/// <param name="Id">The last event id behind it.</param>
internal sealed record ReceivedFrame(SseFrameKind? Kind, string Id)
{
    /// <summary>An event's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>An event's data, a comment's text.</summary>
    public byte[] Data { get; init; } = [];

    /// <summary>What the stream itself says by an event: a gap, the end of a snapshot.</summary>
    public object? Signal { get; init; }

    /// <summary>A reconnection time.</summary>
    public TimeSpan Retry { get; init; }

    /// <summary>What broke the stream off; null when it has ended.</summary>
    public Exception? Failure { get; init; }
}
