namespace Sse;

/// <summary>
/// How much of a hub's log is kept, over all its topics. All limits hold together: the oldest event goes as soon as one
/// of them is passed. They are shared: a topic with many events pushes those of quiet ones out, unless
/// <see cref="MaxEventsPerTopic"/> bounds it.
/// </summary>
public sealed class SseRetentionOptions
{
    /// <summary>How many events. At least 1; 10,000 by default. One that was published to several topics counts once.</summary>
    public long MaxEvents { get; set; } = 10_000;

    /// <summary>How many events of one topic, those for the whole hub being one; null, the default, sets no limit. At least 1.</summary>
    public long? MaxEventsPerTopic { get; set; }

    /// <summary>
    /// How many bytes of frames, ids included. At least the hub's largest event; 64 MiB by default. Besides it, an event
    /// takes at most 64 bytes. An event for several topics stands in each of them: every further copy counts with its
    /// frame and 64 bytes.
    /// </summary>
    public long MaxBytes { get; set; } = 64 << 20;

    /// <summary>
    /// Of a stored log: how many bytes of frames are in memory, the newest ones. Who reads further back is given what is
    /// read from the store again, a block at a time. The newest segment of each topic, of at most 64 KiB, and the newest
    /// event of each key stay in memory in any case, and for each event at most 64 bytes. Null, the default: all that is kept.
    /// </summary>
    public long? MaxBytesInMemory { get; set; }

    /// <summary>For how long. Longer than zero, or <see cref="Timeout.InfiniteTimeSpan"/>; one hour by default.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How many topics may have events. At least 1; 100,000 by default. Beyond it the topic that was published to least
    /// recently gives way, unless somebody reads it: its events count as evicted. Of as many topics again it is
    /// remembered what they lost and whether they are complete.
    /// </summary>
    public int MaxTopics { get; set; } = 100_000;

    /// <summary>
    /// Keeps the newest event of each key for as long as it is that, whatever the other limits say, so that a snapshot is
    /// complete. Null, the default, keeps none longer than other events.
    /// </summary>
    public SseKeepLatestOptions? KeepLatest { get; set; }
}
