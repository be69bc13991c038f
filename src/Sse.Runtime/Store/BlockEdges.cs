namespace Sse;

/// <summary>
/// Where the blocks of a stored log begin and end, so that all readers ask for the same ones. Learned while the log is
/// followed; the places alone can't say it, for in some engines there is much between two records.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class BlockEdges(long begin)
{
    /// <summary>How many records a block has at most.</summary>
    public const int MostRecords = 2_000;

    private const long MostBytes = 1 << 20;

    private Deque<Block> _blocks;
    private Block _open = new(begin, begin, 0, 0);

    /// <summary>How many blocks are known.</summary>
    public int Count => _blocks.Count;

    /// <summary>A record was read back.</summary>
    /// <returns>Whether a block ended before it.</returns>
    public bool Add(long position, int bytes)
    {
        var ends = _open.Records == MostRecords || (_open.Records > 0 && _open.Bytes + bytes > MostBytes);
        if (ends) Close();
        _open = _open with { UpTo = position, Records = _open.Records + 1, Bytes = _open.Bytes + bytes };
        return ends;
    }

    /// <summary>The block that a record is in; null when it is not known, or not any more.</summary>
    public Block? Find(long position)
    {
        if (_open.Records > 0 && position > _open.After) Close();
        var (low, high) = (0, _blocks.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var block = _blocks[middle];
            if (position <= block.After) high = middle - 1;
            else if (position > block.UpTo) low = middle + 1;
            else return block;
        }
        return null;
    }

    /// <summary>Forgets blocks of which nothing is kept any more.</summary>
    public void Forget(long before)
    {
        while (_blocks.Count > 0 && _blocks[0].UpTo < before) _blocks.RemoveFirst();
    }

    private void Close()
    {
        _blocks.Add(_open);
        _open = new Block(_open.UpTo, _open.UpTo, 0, 0);
    }

    /// <summary>Some records that follow each other.</summary>
    /// <param name="After">The place before the first.</param>
    /// <param name="UpTo">The place of the last.</param>
    /// <param name="Records">How many there were.</param>
    /// <param name="Bytes">The bytes of their frames.</param>
    internal readonly record struct Block(long After, long UpTo, int Records, long Bytes);
}
