namespace Sse;

/// <summary>
/// All that is known of one topic, or of what is for the whole hub: its records, what it lost, whether it is complete, its
/// keys, and who reads it. Used under the log's lock only.
/// </summary>
/// <param name="name">The topic; null for the whole hub.</param>
/// <param name="suffix">What follows the sequence in each id line, the line feed included.</param>
/// <param name="past">What is remembered of it.</param>
internal sealed class Topic(string? name, byte[] suffix, TopicPast past)
{
    public string? Name { get; } = name;

    public byte[] Suffix { get; } = suffix;

    /// <summary>What it lost, and whether it is complete.</summary>
    public TopicPast Past = past;

    /// <summary>The sequence of its newest event; 0 before the first.</summary>
    public long NewestEvent { get; set; }

    /// <summary>How many events came into it since it is known.</summary>
    public long Published { get; set; }

    /// <summary>Everything retained, in order.</summary>
    public TopicWindow Window { get; } = new();

    /// <summary>The newest record of each key that outlived the window; null while there is none.</summary>
    public TopicState? State { get; set; }

    /// <summary>Its keys; null while there is none.</summary>
    public KeyTable? Keys { get; set; }

    public ReaderGroup Readers { get; } = new();

    /// <summary>How many of them count for the limit of streams.</summary>
    public int Streams { get; set; }

    /// <summary>Whether it is among the topics that may give way: those with records and without readers.</summary>
    public bool IsListed { get; set; }

    /// <summary>The listed topic that was published to before this one.</summary>
    public Topic? Older { get; set; }

    /// <summary>The listed topic that was published to after this one.</summary>
    public Topic? Newer { get; set; }

    public bool HasRecords => Window.Count > 0 || State is { Count: > 0 };

    public bool IsComplete => Past.CompletedAt > 0;

    public int SegmentCount => (State?.SegmentCount ?? 0) + Window.SegmentCount;

    /// <summary>A segment by its place in the order of sequences: first those of the state, then the window's.</summary>
    public Segment SegmentAt(int index)
    {
        var before = State?.SegmentCount ?? 0;
        return index < before ? State!.SegmentAt(index) : Window.SegmentAt(index - before);
    }

    /// <summary>The place of the first record after a sequence: a segment, and a place in it; null when there is none.</summary>
    public (Segment? Segment, int SegmentIndex, int Index) FirstAfter(long sequence)
    {
        var (low, high) = (0, SegmentCount - 1);
        if (high < 0) return default;
        // Most readers are near the tail.
        if (SegmentAt(high) is var last && last.SequenceAt(last.First) <= sequence) low = high;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var segment = SegmentAt(middle);
            if (segment.SequenceAt(segment.End - 1) <= sequence) low = middle + 1;
            else high = middle;
        }
        var found = SegmentAt(low);
        var index = found.FirstAfter(sequence);
        return index < found.End ? (found, low, index) : default;
    }
}
