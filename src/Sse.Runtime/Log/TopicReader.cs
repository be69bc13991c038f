namespace Sse;

/// <summary>Where a read is in one topic's records. Valid under the log's lock, for one read.</summary>
/// <param name="topic">The topic.</param>
/// <param name="order">Which of two topics gives a record that is in both: the one with the lower number.</param>
internal struct TopicReader(Topic topic, int order)
{
    private readonly Topic _topic = topic;
    private readonly int _order = order;
    private Segment? _segment;
    private int _segmentIndex;
    private int _index;

    /// <summary>The sequence of the next record; the largest number when there is none.</summary>
    public long Next { get; private set; }

    /// <summary>Whether this one's turn is before another's.</summary>
    public static bool IsBefore(ref TopicReader one, ref TopicReader other) => one.Next < other.Next || (one.Next == other.Next && one._order < other._order);

    /// <summary>Goes to the first record after a sequence.</summary>
    public void Seek(long after)
    {
        (_segment, _segmentIndex, _index) = _topic.FirstAfter(after);
        Next = _segment?.SequenceAt(_index) ?? long.MaxValue;
    }

    /// <summary>Takes records up to another reader's turn.</summary>
    /// <param name="before">Only those before this sequence.</param>
    /// <param name="target">Takes them.</param>
    /// <param name="rule">Which of them.</param>
    /// <param name="last">The last sequence that was taken; unchanged if none was.</param>
    /// <returns>False when the target has no room for the next one, or has looked at enough.</returns>
    public bool Take(long before, ReadTarget target, in ReadRule rule, ref long last)
    {
        while (Next < before)
        {
            var segment = _segment!;
            var takesAll = rule.TakesAll(segment);
            if (!takesAll && !rule.Takes(segment, _index))
            {
                if (--target.Visits <= 0) return false;
                if (rule.Conflates(segment, _index)) target.Conflated++;
                MoveTo(_index + 1);
                continue;
            }
            if (segment.IsCold)
            {
                if (target.Bytes > 0 && segment.LengthOf(_index) > target.MaxBytes - target.Bytes) return false;
                if (!target.TryAddCold(segment, _index)) return false;
                last = Next;
                MoveTo(_index + 1);
                continue;
            }
            var end = takesAll ? EndOfRange(segment, before, target) : EndOfRun(segment, before, target, rule);
            if (end == _index) return false;
            target.Add(segment, _index, end);
            last = segment.SequenceAt(end - 1);
            MoveTo(end);
        }
        return true;
    }

    /// <summary>Leaves the next record out.</summary>
    public void Skip() => MoveTo(_index + 1);

    private readonly int EndOfRange(Segment segment, long before, ReadTarget target)
    {
        var end = segment.EndWithin(_index, (long)segment.StartOf(_index) + target.MaxBytes - target.Bytes);
        if (end == _index && target.Bytes == 0) end++;
        return end > _index && segment.SequenceAt(end - 1) >= before ? segment.FirstAfter(before - 1) : end;
    }

    private readonly int EndOfRun(Segment segment, long before, ReadTarget target, in ReadRule rule)
    {
        var end = _index;
        var bytes = 0;
        while (end < segment.End && segment.SequenceAt(end) < before && rule.Takes(segment, end))
        {
            bytes += segment.LengthOf(end);
            if (bytes > target.MaxBytes - target.Bytes && (end > _index || target.Bytes > 0)) break;
            end++;
        }
        return end;
    }

    private void MoveTo(int index)
    {
        _index = index;
        if (index == _segment!.End)
        {
            _segmentIndex++;
            _segment = _segmentIndex < _topic.SegmentCount ? _topic.SegmentAt(_segmentIndex) : null;
            _index = _segment?.First ?? 0;
        }
        Next = _segment?.SequenceAt(_index) ?? long.MaxValue;
    }
}
