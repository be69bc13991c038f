namespace Sse;

/// <summary>A stretch of one topic's frames, contiguous and ready to send, with an index of where each begins.</summary>
/// <remarks>
/// The index is used under the log's lock alone. Bytes below <see cref="Used"/> never change, so a reader may copy them
/// under no lock, also after the segment has left the log.
/// </remarks>
internal sealed class Segment(long baseSequence, int capacity, int records)
{
    private Entry[] _entries = new Entry[records];

    /// <summary>The frames.</summary>
    public byte[] Bytes { get; private set; } = GC.AllocateUninitializedArray<byte>(capacity);

    /// <summary>How many bytes are written.</summary>
    public int Used { get; private set; }

    /// <summary>The place of the oldest record that is not evicted.</summary>
    public int First { get; private set; }

    /// <summary>The place after the newest record.</summary>
    public int End { get; private set; }

    public bool IsEmpty => First == End;

    public long SequenceAt(int index) => baseSequence + _entries[index].Offset;

    public int StartOf(int index) => index == 0 ? 0 : _entries[index - 1].End;

    public int EndOf(int index) => _entries[index].End;

    /// <summary>Whether a record fits.</summary>
    public bool HasRoom(long sequence, int bytes) => bytes <= Bytes.Length - Used && sequence - baseSequence <= int.MaxValue;

    /// <summary>Adds a record that fits; answers where its bytes go.</summary>
    public Span<byte> Add(long sequence, int bytes)
    {
        if (End == _entries.Length) Array.Resize(ref _entries, End * 2);
        var memory = Bytes.AsSpan(Used, bytes);
        Used += bytes;
        _entries[End++] = new Entry((int)(sequence - baseSequence), Used);
        return memory;
    }

    /// <summary>Forgets the oldest record; answers how many bytes it had.</summary>
    public int RemoveFirst()
    {
        var bytes = EndOf(First) - StartOf(First);
        First++;
        return bytes;
    }

    /// <summary>The place of the first record after a sequence; <see cref="End"/> when there is none.</summary>
    public int FirstAfter(long sequence)
    {
        var (low, high) = (First, End);
        if (low < high && SequenceAt(high - 1) <= sequence) return high;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (SequenceAt(middle) <= sequence) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The place after the last record that ends within a number of bytes.</summary>
    /// <param name="from">A place; the answer isn't before it.</param>
    /// <param name="limit">An offset into <see cref="Bytes"/>.</param>
    public int EndWithin(int from, long limit)
    {
        var (low, high) = (from, End);
        if (low < high && EndOf(high - 1) <= limit) return high;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (EndOf(middle) <= limit) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The records that are left, in memory that fits them.</summary>
    public Segment Compacted()
    {
        var start = StartOf(First);
        var copy = new Segment(baseSequence, Used - start, End - First) { Used = Used - start, End = End - First };
        Bytes.AsSpan(start, Used - start).CopyTo(copy.Bytes);
        for (var i = First; i < End; i++) copy._entries[i - First] = new Entry(_entries[i].Offset, _entries[i].End - start);
        return copy;
    }

    private readonly record struct Entry(int Offset, int End);
}
