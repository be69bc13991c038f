namespace Sse;

/// <summary>
/// How much of a hub's log is kept, over all its topics. All limits hold together: the oldest event goes as soon as one
/// of them is passed.
/// </summary>
public sealed class SseRetentionOptions
{
    /// <summary>How many events. At least 1; 10,000 by default.</summary>
    public long MaxEvents { get; set; } = 10_000;

    /// <summary>
    /// How many bytes of frames, ids included. At least the hub's largest event; 64 MiB by default. Besides it, an event
    /// takes at most 64 bytes.
    /// </summary>
    public long MaxBytes { get; set; } = 64 << 20;

    /// <summary>For how long. Longer than zero, or <see cref="Timeout.InfiniteTimeSpan"/>; one hour by default.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How many topics the log knows. At least 1; 100,000 by default. Beyond it the topic that was published to least
    /// recently gives way: its events count as evicted, and if it was complete, it no longer is.
    /// </summary>
    public int MaxTopics { get; set; } = 100_000;
}
