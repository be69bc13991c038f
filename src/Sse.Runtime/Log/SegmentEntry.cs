namespace Sse;

/// <summary>Where one record of a segment ends, and what it is, in eight bytes.</summary>
internal struct SegmentEntry(long offset, int end, RecordFlags flags)
{
    /// <summary>How far a record's sequence may be from its segment's first.</summary>
    public const long LargestOffset = (1L << (32 - FlagBits)) - 1;

    private const int FlagBits = 5;

    private uint _offsetAndFlags = ((uint)offset << FlagBits) | (uint)flags;

    /// <summary>The end of its bytes; they begin where those of the record before end.</summary>
    public int End = end;

    /// <summary>Its sequence, counted from the segment's first.</summary>
    public readonly long Offset => _offsetAndFlags >> FlagBits;

    public readonly RecordFlags Flags => (RecordFlags)(_offsetAndFlags & ((1 << FlagBits) - 1));

    /// <summary>It has left while its neighbours have not.</summary>
    public void Kill() => _offsetAndFlags |= (uint)RecordFlags.Dead;
}
