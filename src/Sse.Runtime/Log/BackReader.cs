namespace Sse;

/// <summary>Reads one topic's records from the newest to the oldest. Valid under the log's lock, for one read.</summary>
internal struct BackReader
{
    private readonly Topic _topic;
    private readonly long _down;
    private int _segment;

    /// <summary>Begins.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="upTo">With the last record up to here.</param>
    /// <param name="down">Only records after this sequence.</param>
    public BackReader(Topic topic, long upTo, long down)
    {
        (_topic, _down) = (topic, down);
        var (segment, segmentIndex, index) = topic.FirstAfter(upTo);
        (_segment, Segment, Index) = segment is null ? (topic.SegmentCount, null, 0) : (segmentIndex, segment, index);
        MoveBack();
    }

    /// <summary>Where the record is; null when there is none.</summary>
    public Segment? Segment { get; private set; }

    public int Index { get; private set; }

    /// <summary>The record's sequence; 0 when there is none.</summary>
    public long Sequence { get; private set; }

    /// <summary>Goes to the record before.</summary>
    public void MoveBack()
    {
        while (Segment is null || Index == Segment.First)
        {
            if (--_segment < 0)
            {
                (Segment, Sequence) = (null, 0);
                return;
            }
            Segment = _topic.SegmentAt(_segment);
            Index = Segment.End;
        }
        Index--;
        Sequence = Segment.SequenceAt(Index);
        if (Sequence > _down) return;
        (Segment, Sequence) = (null, 0);
        _segment = 0;
    }
}
