namespace Sse;

/// <summary>
/// A stretch of one topic's frames, contiguous and ready to send, with an index of where each begins. A record's place in
/// it stays the same for as long as the record is here.
/// </summary>
/// <remarks>
/// The index is used under the log's lock only. Bytes below <see cref="Used"/> never change, so a reader may use them
/// under no lock, also after the segment has left the log.
/// </remarks>
internal sealed class Segment
{
    /// <summary>Large enough that a reader far behind sends few pieces, small enough to stay out of the large object heap.</summary>
    public const int Largest = 64 * 1024;

    private readonly long _base;
    private SegmentEntry[] _entries;
    private SegmentKeys? _keys;
    private int _start;
    private int _shift;

    /// <summary>An empty segment.</summary>
    public Segment(Topic topic, long baseSequence, int bytes, int records)
    {
        (Topic, _base) = (topic, baseSequence);
        Bytes = bytes == 0 ? [] : LogMemory.Bytes(bytes);
        _entries = LogMemory.Array<SegmentEntry>(records);
    }

    /// <summary>A segment for one record whose bytes stand already in memory of their own.</summary>
    public Segment(Topic topic, long sequence, byte[] bytes)
    {
        (Topic, _base, Bytes) = (topic, sequence, bytes);
        _entries = LogMemory.Array<SegmentEntry>(1);
    }

    public Topic Topic { get; }

    /// <summary>Whether its records have outlived the window.</summary>
    public bool IsState { get; init; }

    /// <summary>Whether nothing is added to it any more.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether its frames are not in memory, but for those of which <see cref="KeptOf"/> knows.</summary>
    public bool IsCold { get; private set; }

    /// <summary>The frames.</summary>
    public byte[] Bytes { get; private set; }

    /// <summary>How many bytes are written.</summary>
    public int Used { get; private set; }

    /// <summary>The place of the oldest record that has not left.</summary>
    public int First { get; private set; }

    /// <summary>The place after the newest record.</summary>
    public int End { get; private set; }

    /// <summary>How many records are superseded: 0 lets a reader of the newest take whole ranges.</summary>
    public int Superseded => _keys?.Superseded ?? 0;

    /// <summary>How many records between first and end have left.</summary>
    public int Dead => _keys?.Dead ?? 0;

    /// <summary>How many records have not left.</summary>
    public int LiveRecords => End - First - Dead;

    /// <summary>Their bytes.</summary>
    public int LiveBytes => IsEmpty ? 0 : Used - StartOf(First) - (_keys?.DeadBytes ?? 0);

    public bool IsEmpty => First == End;

    public long SequenceAt(int index) => _base + _entries[index - _shift].Offset;

    public int StartOf(int index) => index == _shift ? _start : _entries[index - _shift - 1].End;

    public int EndOf(int index) => _entries[index - _shift].End;

    public int LengthOf(int index) => EndOf(index) - StartOf(index);

    public RecordFlags FlagsOf(int index) => _entries[index - _shift].Flags;

    public Key? KeyOf(int index) => _keys?[index - _shift].Key;

    /// <summary>The bytes of a record that is the newest of its key, while the segment is cold.</summary>
    public byte[]? KeptOf(int index) => KeyOf(index) is { } key && key.Segment == this && key.Index == index ? key.Kept : null;

    /// <summary>The bytes of a record that are in memory.</summary>
    public Slice RecordAt(int index) => IsCold ? new Slice(KeptOf(index)!, 0, LengthOf(index)) : new Slice(Bytes, StartOf(index), LengthOf(index));

    /// <summary>The sequence of the record that superseded this one; 0 when none has.</summary>
    public long SupersederOf(int index) =>
        _keys is not null && _keys[index - _shift].SupersededAfter is var after and not 0 ? SequenceAt(index) + after : 0;

    /// <summary>Whether a record fits, with what the index needs for it; then <see cref="Add"/> allocates nothing.</summary>
    public bool TryReserve(long sequence, int bytes, bool keyed)
    {
        if (bytes > Bytes.Length - Used || sequence - _base > SegmentEntry.LargestOffset) return false;
        if (End - _shift == _entries.Length) Grow(Math.Max(1, _entries.Length * 2));
        if (keyed) _keys ??= new SegmentKeys(_entries.Length);
        return true;
    }

    /// <summary>Adds a record that fits; answers where its bytes go.</summary>
    public Span<byte> Add(long sequence, int bytes, RecordFlags flags, Key? key)
    {
        var memory = Bytes.AsSpan(Used, bytes);
        Used += bytes;
        AddEntry(sequence, flags, key);
        return memory;
    }

    /// <summary>Adds the one record of a segment that was made for it.</summary>
    public void AddOwn(long sequence, int start, int end, RecordFlags flags, Key? key)
    {
        if (key is not null) _keys ??= new SegmentKeys(1);
        (_start, Used) = (start, end);
        AddEntry(sequence, flags, key);
    }

    /// <summary>Notes that a later record has the same key.</summary>
    public void Supersede(int index, long by)
    {
        _keys![index - _shift].SupersededAfter = (int)Math.Min(int.MaxValue, by - SequenceAt(index));
        _keys.Superseded++;
    }

    /// <summary>Forgets the oldest record.</summary>
    public void RemoveFirst()
    {
        if (_keys is not null)
        {
            if (SupersederOf(First) != 0) _keys.Superseded--;
            _keys[First - _shift].Key = null;
        }
        First++;
    }

    /// <summary>Forgets a record that has a key and that others follow or precede.</summary>
    public void Kill(int index)
    {
        _entries[index - _shift].Kill();
        _keys![index - _shift].Key = null;
        _keys.Dead++;
        _keys.DeadBytes += LengthOf(index);
    }

    /// <summary>Forgets all records.</summary>
    public void Clear()
    {
        First = End;
        (Bytes, _entries, _keys, _shift, _start, Used) = ([], [], null, End, 0, 0);
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

    /// <summary>Moves the records that are left into memory that fits them. Their places stay.</summary>
    public void Shrink()
    {
        var (start, length) = (StartOf(First), Used - StartOf(First));
        var bytes = LogMemory.Bytes(length);
        var entries = LogMemory.Array<SegmentEntry>(End - First);
        var keys = _keys?.Resized(End - First, First - _shift);
        Bytes.AsSpan(start, length).CopyTo(bytes);
        for (var i = First; i < End; i++)
        {
            entries[i - First] = _entries[i - _shift];
            entries[i - First].End -= start;
        }
        (Bytes, _entries, _keys, _shift, _start, Used) = (bytes, entries, keys, First, 0, length);
    }

    /// <summary>Lets the frames go. Only the newest of each key stays: it can be asked for at any time.</summary>
    public void Cool()
    {
        for (var i = First; i < End; i++)
        {
            if (KeyOf(i) is not { } key || key.Segment != this || key.Index != i || FlagsOf(i).Has(RecordFlags.Removal)) continue;
            var kept = LogMemory.Bytes(LengthOf(i));
            Bytes.AsSpan(StartOf(i), kept.Length).CopyTo(kept);
            key.Kept = kept;
        }
        (Bytes, IsCold) = ([], true);
    }

    private void AddEntry(long sequence, RecordFlags flags, Key? key)
    {
        _entries[End - _shift] = new SegmentEntry(sequence - _base, Used, flags);
        if (key is not null) _keys![End - _shift].Key = key;
        End++;
    }

    private void Grow(int records)
    {
        var entries = LogMemory.Array<SegmentEntry>(records);
        var keys = _keys?.Resized(records, from: 0);
        _entries.CopyTo(entries, 0);
        (_entries, _keys) = (entries, keys);
    }
}
