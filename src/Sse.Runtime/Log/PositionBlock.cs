using System.Buffers.Binary;

namespace Sse;

/// <summary>What of a place is hidden, as the sixteen bytes that are encrypted.</summary>
internal readonly struct PositionBlock
{
    /// <summary>How many bytes it has.</summary>
    public const int Size = 16;

    private const uint Snapshot = 1;
    private const uint Tagged = 2;

    private readonly uint _tagMark;
    private readonly uint _kind;

    public PositionBlock(long sequence, string? tag, bool isSnapshot = false)
    {
        Sequence = sequence;
        _tagMark = MarkOf(tag);
        _kind = (isSnapshot ? Snapshot : 0) | (tag is null ? 0 : Tagged);
    }

    private PositionBlock(long sequence, uint tagMark, uint kind) => (Sequence, _tagMark, _kind) = (sequence, tagMark, kind);

    public long Sequence { get; }

    /// <summary>Whether it is a snapshot's boundary.</summary>
    public bool IsSnapshot => (_kind & Snapshot) != 0;

    /// <summary>Whether its place has a tag.</summary>
    public bool IsTagged => (_kind & Tagged) != 0;

    /// <summary>Whether its place has this tag, or none as this is null.</summary>
    public bool Has(string? tag) => IsTagged == tag is not null && _tagMark == MarkOf(tag);

    /// <summary>Reads a block that was decrypted.</summary>
    /// <returns>False when it was none before it was encrypted: what was changed, or had another key, is noise.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PositionBlock block)
    {
        block = new(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]));
        return block.Sequence >= 0 && block._kind <= (Snapshot | Tagged) && (block.IsTagged || block._tagMark == 0);
    }

    /// <summary>Writes it.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes, Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], _tagMark);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], _kind);
    }

    // FNV-1a. A tag has hardly more bits that differ: six letters are the fewest.
    private static uint MarkOf(string? tag)
    {
        if (tag is null) return 0;
        var mark = 2_166_136_261;
        foreach (var letter in tag) mark = unchecked((mark ^ letter) * 16_777_619);
        return mark;
    }
}
