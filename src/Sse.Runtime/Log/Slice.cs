using System.Buffers;

namespace Sse;

/// <summary>A range of a segment's bytes: whole frames, or the rest of one. It stays readable when the log forgets it.</summary>
internal record struct Slice(byte[] Bytes, int Start, int Length)
{
    public readonly ReadOnlyMemory<byte> Memory => Bytes.AsMemory(Start, Length);

    /// <summary>Takes what follows in, if it does.</summary>
    public bool TryExtend(Slice next)
    {
        if (next.Bytes != Bytes || next.Start != Start + Length) return false;
        Length += next.Length;
        return true;
    }
}

/// <summary>What a read found, as slices that are written to a sink right after. Used by one thread at a time.</summary>
internal sealed class SliceTarget : ReadTarget
{
    private const int Small = 256;

    private Slice[] _slices = new Slice[8];
    private int _count;
    private byte[]? _prefix;
    private int _idPrefixLength;

    /// <summary>The last slice, when it is too large to be written in one go; empty when not.</summary>
    public Slice Large => _count > 0 && _slices[_count - 1].Length > MaxBytes ? _slices[_count - 1] : default;

    /// <summary>The sequence of the last event that was found; 0 when none was.</summary>
    public long LastSequence { get; private set; }

    public override void Add(Segment segment, int from, int end)
    {
        // The completion of a topic has no bytes, and is no event; nothing follows it in its segment.
        if (segment.LengthOf(end - 1) == 0) end--;
        if (end == from) return;
        Events += end - from;
        LastSequence = segment.SequenceAt(end - 1);
        if (FirstSequence == 0) FirstSequence = segment.SequenceAt(from);
        if (_prefix is null)
        {
            Add(new Slice(segment.Bytes, segment.StartOf(from), segment.EndOf(end - 1) - segment.StartOf(from)));
            return;
        }
        for (var i = from; i < end; i++) AddId(new Slice(segment.Bytes, segment.StartOf(i), segment.LengthOf(i)));
    }

    /// <summary>Writes what was found, but for <see cref="Large"/>.</summary>
    public void WriteTo(IBufferWriter<byte> sink)
    {
        // Small ones together: to ask the sink for memory costs more than to copy them.
        var memory = Span<byte>.Empty;
        var used = 0;
        foreach (ref readonly var slice in _slices.AsSpan(0, Large.Length > 0 ? _count - 1 : _count))
        {
            var bytes = slice.Bytes.AsSpan(slice.Start, slice.Length);
            if (bytes.Length > memory.Length - used)
            {
                if (used > 0) sink.Advance(used);
                memory = bytes.Length <= Small ? sink.GetSpan(bytes.Length) : [];
                used = 0;
            }
            if (bytes.Length > memory.Length)
            {
                sink.Write(bytes);
                continue;
            }
            bytes.CopyTo(memory[used..]);
            used += bytes.Length;
        }
        if (used > 0) sink.Advance(used);
    }

    /// <summary>Forgets what was found: a reader that waits must not keep it in memory.</summary>
    public void Clear()
    {
        Array.Clear(_slices, 0, _count);
        (_count, _prefix) = (0, null);
    }

    protected override void AddKept(Segment segment, int index, byte[] record)
    {
        (Events, LastSequence) = (Events + 1, segment.SequenceAt(index));
        if (FirstSequence == 0) FirstSequence = LastSequence;
        AddId(new Slice(record, 0, record.Length));
    }

    protected override void AddFetched(Segment segment, FrameBlock block, in ColdEntry entry)
    {
        (Events, LastSequence) = (Events + 1, entry.Sequence);
        if (FirstSequence == 0) FirstSequence = LastSequence;
        AddId(new Slice(block.Bytes, entry.Start, entry.IdEnd - entry.Start));
        Add(new Slice(segment.Topic.Suffix, 0, segment.Topic.Suffix.Length));
        Add(new Slice(block.Bytes, entry.IdEnd, entry.End - entry.IdEnd));
    }

    protected override void OnBegin(Cursor cursor) => (_prefix, _idPrefixLength, LastSequence) = (cursor.Snapshot?.IdPrefix, cursor.IdPrefixLength, 0);

    // What begins with an id: with the one of the snapshot where it is read as part of one.
    private void AddId(Slice record)
    {
        if (_prefix is null)
        {
            Add(record);
            return;
        }
        Add(new Slice(_prefix, 0, _prefix.Length));
        Add(new Slice(record.Bytes, record.Start + _idPrefixLength, record.Length - _idPrefixLength));
    }

    private void Add(Slice slice)
    {
        if (slice.Length == 0) return;
        Bytes += slice.Length;
        if (_count > 0 && _slices[_count - 1].TryExtend(slice)) return;
        if (_count == _slices.Length) Array.Resize(ref _slices, _count * 2);
        _slices[_count++] = slice;
    }
}
