namespace Sse;

/// <summary>What one hub bounds besides <see cref="SseHubOptions.MaxSubscribers"/>. Validated when the application starts.</summary>
/// <remarks>Nobody who is connected is evicted: who comes beyond a limit is turned away as the host's limits say.</remarks>
public sealed class SseHubLimits
{
    /// <summary>
    /// How many streams may read one topic at a time; null, the default, sets no limit. Streams that read the whole hub count
    /// in no topic. At least 1.
    /// </summary>
    public int? MaxStreamsPerTopic { get; set; }

    /// <summary>How many topics a request may name for its stream; more are answered with 400. At least 1; 100 by default.</summary>
    public int MaxTopicsPerStream { get; set; } = 100;

    /// <summary>
    /// How many replays larger than 64 KiB may run at a time to clients that name no position of the hub's log
    /// (<see cref="SseReplayOptions"/>). Others wait up to 5 seconds for a turn, then go on at the newest event, and are told
    /// so. At least 1; 16 by default.
    /// </summary>
    public int MaxReplays { get; set; } = 16;
}
