using System.Buffers.Binary;

namespace Sse.Nats;

/// <summary>Reads what was packed, and never beyond it.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How far it has read.</summary>
    public int Position { get; private set; }

    public readonly int Left => _bytes.Length - Position;

    /// <summary>A number of 32 bits, seven to a byte.</summary>
    public bool TryReadNumber(out uint value)
    {
        value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (Left == 0) return false;
            var next = _bytes[Position++];
            if (shift == 28 && next > 0x0F) return false;
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80) return true;
        }
        return false;
    }

    /// <summary>A number of 64 bits.</summary>
    public bool TryReadLong(out long value)
    {
        var read = BinaryPrimitives.TryReadInt64LittleEndian(_bytes[Position..], out value);
        if (read) Position += 8;
        return read;
    }

    /// <summary>So many bytes.</summary>
    public bool TryTake(uint length, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (length > (uint)Left) return false;
        taken = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return true;
    }

    /// <summary>Bytes behind their number.</summary>
    public bool TryTake(out ReadOnlySpan<byte> taken)
    {
        taken = default;
        return TryReadNumber(out var length) && TryTake(length, out taken);
    }
}
