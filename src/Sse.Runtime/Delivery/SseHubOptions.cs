namespace Sse;

/// <summary>What holds for one hub. Validated when the application starts.</summary>
public sealed class SseHubOptions
{
    /// <summary>How much of its log is kept.</summary>
    public SseRetentionOptions Retention { get; } = new();

    /// <summary>The largest event in bytes, its name and data as they are sent. At least 1; 1 MiB by default.</summary>
    public int MaxEventBytes { get; set; } = 1 << 20;

    /// <summary>
    /// With a stored log: how many events may wait for the store before publishing throws
    /// <see cref="SsePublishQueueFullException"/>. At least 1; 65,536 by default.
    /// </summary>
    public int MaxQueuedEvents { get; set; } = 65_536;

    /// <summary>
    /// With a stored log: how many bytes of events may wait for the store. At least 1; 64 MiB by default. One event may
    /// wait however large it is.
    /// </summary>
    public long MaxQueuedBytes { get; set; } = 64 << 20;

    /// <summary>
    /// How many streams may be open at a time; null, the default, sets no limit. Who comes beyond it is told to come back
    /// in 10 to 30 seconds; nobody is evicted. Subscriptions within the process count, but are never turned away.
    /// </summary>
    public int? MaxSubscribers { get; set; }

    /// <summary>What else is bounded.</summary>
    public SseHubLimits Limits { get; } = new();

    /// <summary>
    /// Keys that hide the positions in event ids, which else count the hub's events: of 16 or 32 random bytes each. The first
    /// hides, all are understood, so that a new one can be put before an old one. Each hub gets keys of its own out of them.
    /// Empty by default: ids are plain.
    /// </summary>
    /// <remarks>
    /// Nodes of one log need the same keys. Who comes with an id that no key has hidden is told an <see cref="SseGap"/>, also
    /// when the keys are the first that the hub has. Positions within the process can be put in order as ever; their text is
    /// hidden.
    /// </remarks>
    public IList<byte[]> PositionKeys { get; } = [];

    /// <summary>
    /// Whether events carry the trace that they are published in (W3C trace context), so that it goes on in other nodes of the log and in .NET
    /// clients. Off by default. It is a comment of 70 bytes in each event's block, which other clients pass over: whoever reads the stream sees
    /// the ids of the trace.
    /// </summary>
    public bool CarriesTraceContext { get; set; }

    /// <summary>
    /// Called when a topic gets its first subscriber (true) and when it loses its last (false), one call at a time in the
    /// order in which that happened, soon after it. What a topic gained and lost again before it could be told is not told.
    /// </summary>
    public Action<string, bool>? OnTopicOccupancyChanged { get; set; }
}
