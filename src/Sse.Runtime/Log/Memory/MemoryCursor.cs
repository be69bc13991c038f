namespace Sse;

/// <summary>A cursor of a log in memory, and what it remembers from one read to the next.</summary>
internal sealed class MemoryCursor(SseTopicSelection topics, long after) : LogCursor(topics, after)
{
    /// <summary>Where it reads in the whole hub's records, and then in those of each topic. Filled by the log's reader.</summary>
    public TopicReader[] Readers { get; } = topics.IsAll ? [] : new TopicReader[topics.Count + 1];

    /// <summary>Which topics the log knew when the readers were filled.</summary>
    public int Topology { get; set; } = -1;

    /// <summary>What is left of a frame that was too large for one read. It stays readable when the log forgets it.</summary>
    public ReadOnlyMemory<byte> Rest { get; set; }

    /// <summary>Everything up to a sequence is read.</summary>
    public void MoveTo(long sequence) => After = sequence;
}
