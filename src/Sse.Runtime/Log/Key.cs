namespace Sse;

/// <summary>One key of one topic, and where its newest record is. Used under the log's lock only.</summary>
internal sealed class Key(byte[] bytes)
{
    public byte[] Bytes { get; } = bytes;

    /// <summary>Where the newest record is; null before the first.</summary>
    public Segment? Segment { get; private set; }

    /// <summary>Its place there.</summary>
    public int Index { get; private set; }

    /// <summary>The newest record's sequence; 0 when there is none.</summary>
    public long Sequence => Segment is { IsEmpty: false } segment ? segment.SequenceAt(Index) : 0;

    /// <summary>The newest record's bytes, when they are kept apart from its segment; null when they are there.</summary>
    public byte[]? Kept { get; set; }

    public void MoveTo(Segment segment, int index) => (Segment, Index, Kept) = (segment, index, null);

    /// <summary>Its newest record has left the log.</summary>
    public void Clear() => (Segment, Kept) = (null, null);
}
