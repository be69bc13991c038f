namespace Sse;

/// <summary>
/// Which frames of the window are in memory, over all topics, of a log that is stored elsewhere too: beyond a bound the
/// segments that were closed first let theirs go. Used under the log's lock only.
/// </summary>
/// <param name="maxBytes">The bound.</param>
internal sealed class HotFrames(long maxBytes)
{
    // What it takes to let an empty segment go, as if it had so many bytes.
    private const int SegmentCost = 4096;

    private readonly SequencedQueue<ClosedSegment> _closed = new();
    private long _count;
    private long _bytes;

    /// <summary>Whether there are more than there may be, of which some can go.</summary>
    public bool IsOver => _bytes > maxBytes && _count > 0;

    /// <summary>Makes room for some records; adding them allocates nothing then.</summary>
    public void Reserve(int count) => _closed.Reserve(count);

    /// <summary>A record was added to a segment that the window has reserved.</summary>
    public void Add(TopicWindow window, Segment segment)
    {
        var (last, before) = (window.Last, window.Capacity);
        window.Added(segment);
        _bytes += window.Capacity - before;
        if (last is null || last == segment) return;
        last.IsClosed = true;
        _closed.Add(new ClosedSegment(segment.SequenceAt(segment.End - 1), last));
        _count++;
    }

    /// <summary>Forgets the oldest record of a window.</summary>
    public void RemoveFirst(TopicWindow window, Segment segment)
    {
        var before = window.Capacity;
        window.RemoveFirst(segment);
        _bytes += window.Capacity - before;
        if (segment.IsEmpty) Left(segment);
    }

    /// <summary>Forgets all records of a window.</summary>
    public void Clear(TopicWindow window)
    {
        for (var i = 0; i < window.SegmentCount; i++) Left(window.SegmentAt(i));
        _bytes -= window.Capacity;
        window.Clear();
    }

    /// <summary>Lets the frames of the oldest segment go.</summary>
    /// <returns>What it took, as a number of bytes that are copied.</returns>
    public int CoolOldest()
    {
        if (!_closed.TryFirst(out var oldest)) return SegmentCost;
        var (window, cost) = (oldest.Segment.Topic.Window, SegmentCost + oldest.Segment.LiveBytes);
        var before = window.Capacity;
        window.Cool(oldest.Segment);
        _bytes += window.Capacity - before;
        _closed.RemoveFirst();
        _count--;
        _closed.Sweep(_count);
        return cost;
    }

    private void Left(Segment segment)
    {
        if (!segment.IsClosed || segment.IsCold) return;
        _count--;
        _closed.Sweep(_count);
    }

    /// <summary>A segment to which nothing is added any more.</summary>
    /// <param name="Sequence">The sequence of the topic's record after it.</param>
    /// <param name="Segment">The segment.</param>
    private readonly record struct ClosedSegment(long Sequence, Segment Segment) : ISequenced<ClosedSegment>
    {
        public bool IsLive => Segment is { IsEmpty: false, IsCold: false };

        public bool LeftWith(in ClosedSegment later, int distance) => false;
    }
}
