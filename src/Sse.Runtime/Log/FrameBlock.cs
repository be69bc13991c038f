namespace Sse;

/// <summary>The frames of some records that follow each other, of whatever topics, fetched from where they are stored. Immutable.</summary>
/// <param name="after">The place before the first.</param>
/// <param name="upTo">The place of the last.</param>
/// <param name="bytes">Of each record the id line, up to what its topic adds to it, then its frame.</param>
/// <param name="entries">Where they are, in the order of their sequences.</param>
internal sealed class FrameBlock(long after, long upTo, byte[] bytes, ColdEntry[] entries)
{
    // What one entry takes, with what the block takes besides them spread over many.
    private const int EntryBytes = 32;

    public byte[] Bytes { get; } = bytes;

    /// <summary>How much memory it takes.</summary>
    public long Size => Bytes.Length + ((long)entries.Length * EntryBytes);

    /// <summary>Whether a record would be here if it is stored.</summary>
    public bool Covers(long sequence) => sequence > after && sequence <= upTo;

    /// <summary>Finds a record; false when it isn't stored any more.</summary>
    public bool TryFind(long sequence, out ColdEntry found)
    {
        var (low, high) = (0, entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            found = entries[middle];
            if (found.Sequence == sequence) return true;
            if (found.Sequence < sequence) low = middle + 1;
            else high = middle - 1;
        }
        found = default;
        return false;
    }
}

/// <summary>Where a record is in a block.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Start">Where its id line begins.</param>
/// <param name="IdEnd">Where its id ends, and its frame begins.</param>
/// <param name="End">Where its frame ends.</param>
internal readonly record struct ColdEntry(long Sequence, int Start, int IdEnd, int End);
