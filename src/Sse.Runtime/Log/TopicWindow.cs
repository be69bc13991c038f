namespace Sse;

/// <summary>The records of one topic that retention holds as they came: added at the end, taken from the front.</summary>
internal sealed class TopicWindow
{
    private const int Smallest = 512;
    private const int SmallSegment = 4096;

    private Deque<Segment> _segments;

    /// <summary>How many records are here.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them are events that no other topic counts, or completions.</summary>
    public long Events { get; private set; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many bytes its segments have taken.</summary>
    public long Capacity { get; private set; }

    /// <summary>The segment to which records are added; null before the first.</summary>
    public Segment? Last { get; private set; }

    public int SegmentCount => _segments.Count;

    public Segment First => _segments[0];

    public Segment SegmentAt(int index) => _segments[index];

    /// <summary>Makes room for a record: what follows until it is added allocates nothing.</summary>
    /// <returns>The segment to add it to.</returns>
    public Segment Reserve(Topic topic, long sequence, int bytes, bool keyed)
    {
        if (Last is not null && Last.TryReserve(sequence, bytes, keyed)) return Last;
        // In proportion to what is here, so that what is unused is too; and as if all records had the size of this one.
        var records = Bytes == 0 || bytes == 0 ? 1 : 1 + ((int)Math.Clamp(Bytes / 8, Smallest, Segment.Largest - bytes) / bytes);
        if (bytes > Segment.Largest / 2) records = 1;
        var segment = new Segment(topic, sequence, records * bytes, records);
        segment.TryReserve(sequence, bytes, keyed);
        _segments.Reserve();
        return segment;
    }

    /// <summary>As <see cref="Reserve"/>, for a record whose bytes have memory of their own.</summary>
    public Segment ReserveOwn(Topic topic, long sequence, byte[] bytes, bool keyed)
    {
        var segment = new Segment(topic, sequence, bytes);
        segment.TryReserve(sequence, 0, keyed);
        _segments.Reserve();
        return segment;
    }

    /// <summary>A record was added to a segment that was reserved.</summary>
    public void Added(Segment segment)
    {
        if (Last != segment)
        {
            _segments.Add(segment);
            Last = segment;
            Capacity += segment.Bytes.Length;
        }
        Count++;
        if (!segment.FlagsOf(segment.End - 1).Has(RecordFlags.Copy)) Events++;
        Bytes += segment.LengthOf(segment.End - 1);
    }

    /// <summary>Forgets the oldest record.</summary>
    /// <param name="segment">Where it is: the first segment.</param>
    public void RemoveFirst(Segment segment)
    {
        Bytes -= segment.LengthOf(segment.First);
        Count--;
        if (!segment.FlagsOf(segment.First).Has(RecordFlags.Copy)) Events--;
        segment.RemoveFirst();
        if (segment.IsEmpty)
        {
            Capacity -= segment.Bytes.Length;
            _segments.RemoveFirst();
            if (_segments.Count == 0) Last = null;
            // Who still knows the segment, the queue of all topics among others, must not keep its memory.
            segment.Clear();
        }
        else if (IsWorthShrinking(segment)) TryShrink(segment);
    }

    /// <summary>Lets the frames of a segment go, not its records.</summary>
    public void Cool(Segment segment)
    {
        var before = segment.Bytes.Length;
        segment.Cool();
        Capacity -= before;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        for (var i = 0; i < _segments.Count; i++) _segments[i].Clear();
        (_segments, Last, Capacity, Count, Events, Bytes) = (default, null, 0, 0, 0, 0);
    }

    // A few small records must not keep the memory of many; and where there are many topics, half a segment each is much.
    private bool IsWorthShrinking(Segment segment) => Capacity > 4 * Smallest
        && (segment.Bytes.Length <= SmallSegment ? segment.LiveBytes < segment.Bytes.Length / 2 : segment.LiveBytes < segment.Bytes.Length / 4 && Bytes < Capacity / 4);

    private void TryShrink(Segment segment)
    {
        var before = segment.Bytes.Length;
        try { segment.Shrink(); }
        catch (OutOfMemoryException)
        {
            // It saves memory; without memory it waits for the next one that goes.
        }
        Capacity += segment.Bytes.Length - before;
    }
}
