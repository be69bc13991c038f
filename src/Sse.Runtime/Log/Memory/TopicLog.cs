namespace Sse;

/// <summary>The records of one topic, or those for the whole hub, in segments. Used under the log's lock alone.</summary>
internal sealed class TopicLog
{
    /// <summary>Large enough that a reader far behind sends few pieces, small enough to stay out of the large object heap.</summary>
    public const int LargestSegment = 64 * 1024;

    private const int SmallestSegment = 512;
    private Deque<Segment> _segments;
    private long _capacity;

    /// <summary>An empty topic.</summary>
    /// <param name="name">The topic; null for the whole hub.</param>
    /// <param name="suffix">What follows the sequence in each id line, the line feed included.</param>
    /// <param name="lostThrough">Events up to this sequence may once have been here.</param>
    public TopicLog(string? name, byte[] suffix, long lostThrough)
    {
        Name = name;
        Suffix = suffix;
        LostThrough = lostThrough;
    }

    public string? Name { get; }

    public byte[] Suffix { get; }

    /// <summary>The newest event that is no longer here.</summary>
    public long LostThrough { get; private set; }

    /// <summary>The newest event that ever was here.</summary>
    public long NewestEvent { get; private set; }

    /// <summary>The sequence of the record that completed the topic; 0 when it is open.</summary>
    public long CompletedAt { get; private set; }

    /// <summary>The bytes of the records that are here.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether the topic gave way to another: its records are gone.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>The topic that was published to before this one.</summary>
    public TopicLog? Older { get; set; }

    /// <summary>The topic that was published to after this one.</summary>
    public TopicLog? Newer { get; set; }

    public int SegmentCount => _segments.Count;

    public Segment SegmentAt(int index) => _segments[index];

    /// <summary>Adds an event; answers where its bytes go.</summary>
    public Span<byte> AddEvent(long sequence, int bytes)
    {
        NewestEvent = sequence;
        return Add(sequence, bytes);
    }

    /// <summary>Adds the record after which there is none. It has no bytes.</summary>
    public void AddCompletion(long sequence)
    {
        CompletedAt = sequence;
        Add(sequence, 0);
    }

    /// <summary>Forgets the oldest record; answers how many bytes it had.</summary>
    public int RemoveFirst()
    {
        var segment = _segments[0];
        var sequence = segment.SequenceAt(segment.First);
        if (sequence != CompletedAt) LostThrough = sequence;
        var bytes = segment.RemoveFirst();
        Bytes -= bytes;
        if (segment.IsEmpty)
        {
            _capacity -= segment.Bytes.Length;
            _segments.RemoveFirst();
        }
        else if (_capacity > 4 * SmallestSegment && Bytes < _capacity / 4 && segment.Used - segment.StartOf(segment.First) < segment.Bytes.Length / 4)
        {
            // A few small records must not keep the memory of many.
            var compacted = segment.Compacted();
            _capacity += compacted.Bytes.Length - segment.Bytes.Length;
            _segments[0] = compacted;
        }
        return bytes;
    }

    /// <summary>Gives way; answers how many bytes that frees.</summary>
    public long Drop()
    {
        var bytes = Bytes;
        IsDropped = true;
        LostThrough = Math.Max(LostThrough, NewestEvent);
        (_segments, _capacity, Bytes) = (default, 0, 0);
        return bytes;
    }

    /// <summary>The place of the first record after a sequence: a segment, and a place in it; null when there is none.</summary>
    public (Segment? Segment, int SegmentIndex, int Index) FirstAfter(long sequence)
    {
        var (low, high) = (0, _segments.Count - 1);
        if (high < 0) return default;
        // Most readers are near the tail.
        if (_segments[high].SequenceAt(_segments[high].First) <= sequence) low = high;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var segment = _segments[middle];
            if (segment.SequenceAt(segment.End - 1) <= sequence) low = middle + 1;
            else high = middle;
        }
        var found = _segments[low];
        var index = found.FirstAfter(sequence);
        return index < found.End ? (found, low, index) : default;
    }

    private Span<byte> Add(long sequence, int bytes)
    {
        if (_segments.Count == 0 || !_segments[_segments.Count - 1].HasRoom(sequence, bytes))
        {
            // In proportion to what is here, so that what is unused is too; and as if all records had the size of this one.
            var records = Bytes == 0 || bytes == 0 ? 1 : 1 + (Math.Clamp(Bytes / 8, SmallestSegment, LargestSegment) / bytes);
            var segment = new Segment(sequence, (int)records * bytes, (int)records);
            _segments.Add(segment);
            _capacity += segment.Bytes.Length;
        }
        Bytes += bytes;
        return _segments[_segments.Count - 1].Add(sequence, bytes);
    }
}
