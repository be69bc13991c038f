namespace Sse;

/// <summary>The newest event of a key, as a reader holds it.</summary>
public readonly record struct SseLatestValue
{
    /// <summary>The message that brought it.</summary>
    public required SseHubMessage Message { get; init; }

    /// <summary>
    /// Whether a snapshot has not named it that may lack keys: it may still be so, or have been removed. The next event of
    /// its key tells.
    /// </summary>
    public bool IsStale { get; init; }
}
