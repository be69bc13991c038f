namespace Sse;

/// <summary>A place in a log and the topics to read from there. Made by the log that reads with it; used by one reader at a time.</summary>
internal abstract class LogCursor(SseTopicSelection topics, long after)
{
    /// <summary>Which topics, besides what is for the whole hub.</summary>
    public SseTopicSelection Topics { get; } = topics;

    /// <summary>All that this cursor reads is read up to and including this sequence, or was skipped.</summary>
    public long After { get; protected set; } = after;

    /// <summary>Goes on from another sequence: over events that are lost.</summary>
    public void SkipTo(long sequence) => After = sequence;
}
