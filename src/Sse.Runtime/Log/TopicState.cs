namespace Sse;

/// <summary>
/// The newest record of each key of one topic that has outlived the window, in the order of their sequences. A record
/// that is superseded goes at once; segments that are half empty are copied together with their neighbours.
/// </summary>
internal sealed class TopicState
{
    private const int Smallest = 512;
    private readonly List<Segment> _segments = [];

    /// <summary>How many records are here.</summary>
    public int Count { get; private set; }

    public int SegmentCount => _segments.Count;

    public Segment SegmentAt(int index) => _segments[index];

    /// <summary>Takes the record over that is about to leave the window, and moves its key to it.</summary>
    public void Add(Segment from, int index)
    {
        var key = from.KeyOf(index)!;
        if (from.End - from.First == 1 && from.LengthOf(index) > Segment.Largest / 2)
        {
            // A large one has memory of its own already.
            var record = from.RecordAt(index);
            var own = new Segment(from.Topic, from.SequenceAt(index), record.Bytes) { IsState = true };
            own.AddOwn(from.SequenceAt(index), record.Start, record.Start + record.Length, from.FlagsOf(index), key);
            Append(own);
        }
        else
        {
            Copy(from, index, Last(from.SequenceAt(index), from.LengthOf(index), from.Topic));
        }
        Count++;
        key.MoveTo(_segments[^1], _segments[^1].End - 1);
    }

    /// <summary>Forgets a record.</summary>
    public void Remove(Segment segment, int index)
    {
        segment.Kill(index);
        Count--;
        if (segment.LiveRecords == 0) _segments.RemoveAt(Find(segment));
        else if (segment.LiveBytes < segment.Used / 2 && segment.Dead > 1) TryCompact(Find(segment));
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var segment in _segments) segment.Clear();
        _segments.Clear();
        Count = 0;
    }

    private static void Copy(Segment from, int index, Segment to)
    {
        var bytes = from.RecordAt(index).Memory.Span;
        bytes.CopyTo(to.Add(from.SequenceAt(index), bytes.Length, from.FlagsOf(index), from.KeyOf(index)));
    }

    private Segment Last(long sequence, int bytes, Topic topic)
    {
        if (_segments.Count > 0 && _segments[^1].TryReserve(sequence, bytes, keyed: true)) return _segments[^1];
        var size = Math.Max(bytes, Math.Clamp(Count * 32, Math.Min(Smallest, 2 * bytes), Segment.Largest));
        var segment = new Segment(topic, sequence, size, Math.Max(1, size / bytes)) { IsState = true };
        segment.TryReserve(sequence, bytes, keyed: true);
        Append(segment);
        return segment;
    }

    private void Append(Segment segment)
    {
        LogMemory.Announce();
        _segments.Add(segment);
    }

    private int Find(Segment segment)
    {
        var (low, high) = (0, _segments.Count - 1);
        var sequence = segment.SequenceAt(segment.First);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_segments[middle].SequenceAt(_segments[middle].End - 1) < sequence) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private void TryCompact(int place)
    {
        try { Compact(place); }
        catch (OutOfMemoryException)
        {
            // It saves memory; without memory it waits for the next one that goes.
        }
    }

    // With the neighbour where both fit one segment, so that many deaths don't leave many small segments.
    private void Compact(int place)
    {
        var first = place > 0 && Fit(place - 1, place) ? place - 1 : place;
        var last = first == place && place + 1 < _segments.Count && Fit(place, place + 1) ? place + 1 : place;
        var (bytes, records) = (0, 0);
        for (var i = first; i <= last; i++)
        {
            bytes += _segments[i].LiveBytes;
            records += _segments[i].LiveRecords;
        }
        var oldest = _segments[first];
        var whole = new Segment(oldest.Topic, oldest.SequenceAt(oldest.First), bytes, records) { IsState = true };
        for (var i = first; i <= last; i++)
        {
            var segment = _segments[i];
            for (var index = segment.First; index < segment.End; index++)
            {
                if (segment.FlagsOf(index).Has(RecordFlags.Dead)) continue;
                whole.TryReserve(segment.SequenceAt(index), segment.LengthOf(index), keyed: true);
                Copy(segment, index, whole);
                segment.KeyOf(index)!.MoveTo(whole, whole.End - 1);
            }
        }
        _segments[first] = whole;
        if (last > first) _segments.RemoveAt(last);
    }

    private bool Fit(int left, int right)
    {
        var (one, other) = (_segments[left], _segments[right]);
        return one.LiveBytes + other.LiveBytes <= Segment.Largest / 2
            && other.SequenceAt(other.End - 1) - one.SequenceAt(one.First) <= SegmentEntry.LargestOffset;
    }
}
