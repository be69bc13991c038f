using System.Buffers;

namespace Sse;

/// <summary>A range of a segment's bytes: whole frames, or the rest of one. It stays readable when the log forgets it.</summary>
internal readonly record struct Slice(byte[] Bytes, int Start, int Length)
{
    public ReadOnlyMemory<byte> Memory => Bytes.AsMemory(Start, Length);
}

/// <summary>What a read found, as slices that are written to a sink right after. Used by one thread at a time.</summary>
internal sealed class SliceTarget : ReadTarget
{
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
        if (_prefix is null)
        {
            Add(new Slice(segment.Bytes, segment.StartOf(from), segment.EndOf(end - 1) - segment.StartOf(from)));
            return;
        }
        for (var i = from; i < end; i++)
        {
            var start = segment.StartOf(i) + _idPrefixLength;
            Add(new Slice(_prefix, 0, _prefix.Length));
            Add(new Slice(segment.Bytes, start, segment.EndOf(i) - start));
        }
    }

    /// <summary>Writes what was found, but for <see cref="Large"/>.</summary>
    public void WriteTo(IBufferWriter<byte> sink)
    {
        var count = Large.Length > 0 ? _count - 1 : _count;
        for (var i = 0; i < count; i++) sink.Write(_slices[i].Memory.Span);
    }

    /// <summary>Forgets what was found: a reader that waits must not keep it in memory.</summary>
    public void Clear()
    {
        Array.Clear(_slices, 0, _count);
        (_count, _prefix) = (0, null);
    }

    protected override void OnBegin(Cursor cursor) => (_prefix, _idPrefixLength, LastSequence) = (cursor.IdPrefix, cursor.IdPrefixLength, 0);

    private void Add(Slice slice)
    {
        if (slice.Length == 0) return;
        Bytes += slice.Length;
        if (_count > 0 && _slices[_count - 1] is var last && last.Bytes == slice.Bytes && last.Start + last.Length == slice.Start)
        {
            _slices[_count - 1] = last with { Length = last.Length + slice.Length };
            return;
        }
        if (_count == _slices.Length) Array.Resize(ref _slices, _count * 2);
        _slices[_count++] = slice;
    }
}
