namespace Sse;

/// <summary>
/// What a topic that has readers lost, while the log has no record of the topic itself. Without it a topic that was never
/// published to could not be told from one that gave way to others. Used under the log's lock alone.
/// </summary>
internal sealed class TopicWatch
{
    /// <summary>How many cursors read the topic.</summary>
    public int Readers { get; set; }

    /// <summary>The newest event of the topic that is no longer here.</summary>
    public long LostThrough { get; set; }
}
