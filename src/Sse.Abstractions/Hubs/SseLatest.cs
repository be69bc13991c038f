namespace Sse;

/// <summary>The newest event of each key of some topics, as they were at one moment.</summary>
/// <param name="position">The position at that moment.</param>
/// <param name="isComplete">Whether no key was ever lost without a removal.</param>
/// <param name="messages">The events.</param>
public sealed class SseLatest(SsePosition position, bool isComplete, IReadOnlyList<SseHubMessage> messages)
{
    /// <summary>The position at that moment: a page that is made from these events gives it to its EventSource as <c>lastEventId</c>.</summary>
    public SsePosition Position { get; } = position;

    /// <summary>False when the hub once had a key of these topics that it lost without a removal.</summary>
    public bool IsComplete { get; } = isComplete;

    /// <summary>The events, in the order in which they were published.</summary>
    public IReadOnlyList<SseHubMessage> Messages { get; } = messages;
}
