namespace Sse;

/// <summary>Where a cursor reads in one topic's records. Valid under the log's lock, from one seek until it is released.</summary>
internal struct TopicReader
{
    private Segment? _segment;
    private int _segmentIndex;
    private int _index;

    /// <summary>The topic; null when the log doesn't know it.</summary>
    public TopicLog? Topic { get; set; }

    /// <summary>What is known of the topic while it is read; null for the whole hub.</summary>
    public TopicWatch? Watch { get; set; }

    /// <summary>What was lost up to this sequence the cursor doesn't ask for.</summary>
    public long AcceptedLoss { get; set; }

    /// <summary>The newest event of the topic that is no longer here.</summary>
    public readonly long LostThrough => Topic?.LostThrough ?? Watch!.LostThrough;

    /// <summary>The sequence of the next record; the largest number when there is none.</summary>
    public readonly long Next => _segment is null ? long.MaxValue : _segment.SequenceAt(_index);

    /// <summary>Goes to the first record after a sequence.</summary>
    public void Seek(long after) =>
        (_segment, _segmentIndex, _index) = Topic?.FirstAfter(after) ?? default;

    /// <summary>Releases the segment: a reader that waits must not keep it in memory.</summary>
    public void Release() => _segment = null;

    /// <summary>Takes records that follow each other in memory.</summary>
    /// <param name="before">Only those before this sequence.</param>
    /// <param name="maxBytes">At most so many bytes.</param>
    /// <param name="last">The last sequence that was taken; unchanged if none was.</param>
    /// <returns>Their bytes; they may be none, since a completion has none.</returns>
    public ReadOnlyMemory<byte> Take(long before, int maxBytes, ref long last)
    {
        var segment = _segment!;
        var start = segment.StartOf(_index);
        var end = segment.EndWithin(_index, (long)start + maxBytes);
        if (before != long.MaxValue) end = Math.Min(end, segment.FirstAfter(before - 1));
        if (end == _index) return default;
        last = segment.SequenceAt(end - 1);
        var bytes = segment.Bytes.AsMemory(start, segment.EndOf(end - 1) - start);
        Move(end);
        return bytes;
    }

    /// <summary>Takes the next record, however large.</summary>
    public ReadOnlyMemory<byte> TakeOne(ref long last)
    {
        var segment = _segment!;
        last = segment.SequenceAt(_index);
        var start = segment.StartOf(_index);
        var bytes = segment.Bytes.AsMemory(start, segment.EndOf(_index) - start);
        Move(_index + 1);
        return bytes;
    }

    /// <summary>Leaves the next record out.</summary>
    public void Skip() => Move(_index + 1);

    private void Move(int index)
    {
        _index = index;
        if (index < _segment!.End) return;
        _segmentIndex++;
        _segment = _segmentIndex < Topic!.SegmentCount ? Topic.SegmentAt(_segmentIndex) : null;
        _index = _segment?.First ?? 0;
    }
}
