namespace Sse;

/// <summary>
/// The keys of one topic, found by their bytes without an allocation. In shards once there are many, so that none is
/// large enough for its growth to hold the log's lock for long.
/// </summary>
/// <param name="all">Counts the keys of all topics.</param>
internal sealed class KeyTable(KeyCount all)
{
    private const int Shards = 256;
    private const int LargestUnsharded = 4096;

    private HashSet<Key>?[] _shards = [null];

    public int Count { get; private set; }

    /// <summary>The key of these bytes; null when it is not known.</summary>
    public Key? Find(ReadOnlySpan<byte> bytes) =>
        Shard(bytes) is { } shard && shard.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(bytes, out var key) ? key : null;

    /// <summary>The key of these bytes, made when it is not known. It has no record then.</summary>
    public Key GetOrAdd(ReadOnlySpan<byte> bytes)
    {
        if (Find(bytes) is { } known) return known;
        if (Count == LargestUnsharded && _shards.Length == 1) Split();
        LogMemory.Announce();
        var key = new Key(bytes.ToArray());
        (_shards[IndexOf(bytes)] ??= new HashSet<Key>(KeyComparer.Instance)).Add(key);
        Count++;
        all.Count++;
        return key;
    }

    public void Remove(Key key)
    {
        if (Shard(key.Bytes)?.Remove(key) != true) return;
        key.Clear();
        all.Count--;
        // Nothing is allocated here: this happens where memory is short.
        if (--Count == 0) Array.Clear(_shards);
    }

    /// <summary>All keys are let go with their topic: the table isn't used any more.</summary>
    public void Leave()
    {
        all.Count -= Count;
        Count = 0;
    }

    /// <summary>Goes over all keys, in no order.</summary>
    public IEnumerable<Key> All()
    {
        foreach (var shard in _shards)
        {
            if (shard is null) continue;
            foreach (var key in shard) yield return key;
        }
    }

    private HashSet<Key>? Shard(ReadOnlySpan<byte> bytes) => _shards[IndexOf(bytes)];

    private int IndexOf(ReadOnlySpan<byte> bytes) => _shards.Length == 1 ? 0 : (KeyComparer.Hash(bytes) >>> 16) & (Shards - 1);

    private void Split()
    {
        var keys = _shards[0]!;
        LogMemory.Announce();
        var shards = new HashSet<Key>?[Shards];
        var before = _shards;
        _shards = shards;
        try
        {
            foreach (var key in keys) (shards[IndexOf(key.Bytes)] ??= new HashSet<Key>(KeyComparer.Instance)).Add(key);
        }
        catch
        {
            _shards = before;
            throw;
        }
    }
}

/// <summary>How many keys all topics of a log have. Used under the log's lock only.</summary>
internal sealed class KeyCount
{
    public long Count { get; set; }
}
