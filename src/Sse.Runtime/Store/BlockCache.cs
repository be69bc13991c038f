namespace Sse;

/// <summary>Blocks that were fetched, as many as there is room for: who was not asked for the longest goes.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class BlockCache(long maxBytes)
{
    private readonly Dictionary<long, LinkedListNode<(long UpTo, FrameBlock Block)>> _blocks = [];
    private readonly LinkedList<(long UpTo, FrameBlock Block)> _byUse = [];
    private long _bytes;

    /// <summary>The block that ends at a place; null when it isn't here.</summary>
    public FrameBlock? Find(long upTo)
    {
        if (!_blocks.TryGetValue(upTo, out var node)) return null;
        if (node != _byUse.First)
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
        }
        return node.Value.Block;
    }

    /// <summary>Takes a block in.</summary>
    public void Add(long upTo, FrameBlock block)
    {
        MakeRoom(block.Size);
        _blocks.Add(upTo, _byUse.AddFirst((upTo, block)));
        _bytes += block.Size;
    }

    /// <summary>Makes room for so many bytes; not for what is larger than all there is.</summary>
    public void MakeRoom(long bytes)
    {
        while (_byUse.Last is { } last && _bytes + bytes > maxBytes)
        {
            _byUse.RemoveLast();
            _blocks.Remove(last.Value.UpTo);
            _bytes -= last.Value.Block.Size;
        }
    }
}
