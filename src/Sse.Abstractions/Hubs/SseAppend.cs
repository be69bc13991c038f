namespace Sse;

/// <summary>What a publish hands to the log. Valid during the call only.</summary>
internal readonly ref struct SseAppend
{
    /// <summary>Where to: none for the whole hub.</summary>
    public required SseTopicSelection Topics { get; init; }

    /// <summary>Event and data of one block; the log puts the id before.</summary>
    public required ReadOnlySpan<byte> Frame { get; init; }

    /// <summary>The key's bytes, when there is one.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>Whether the event has a key.</summary>
    public bool IsKeyed { get; init; }

    /// <summary>Whether the event takes its key away.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>Ends a publisher's wait for the position.</summary>
    public CancellationToken CancellationToken { get; init; }
}
