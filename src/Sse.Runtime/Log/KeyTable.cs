namespace Sse;

/// <summary>
/// The keys of one topic, found by their bytes without an allocation. In shards once there are many, so that none is
/// large enough for its growth to hold the log's lock for long.
/// </summary>
internal sealed class KeyTable
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
        return key;
    }

    public void Remove(Key key)
    {
        if (Shard(key.Bytes)?.Remove(key) != true) return;
        key.Clear();
        // Nothing is allocated here: this happens where memory is short.
        if (--Count == 0) Array.Clear(_shards);
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
        var all = _shards[0]!;
        LogMemory.Announce();
        var shards = new HashSet<Key>?[Shards];
        var before = _shards;
        _shards = shards;
        try
        {
            foreach (var key in all) (shards[IndexOf(key.Bytes)] ??= new HashSet<Key>(KeyComparer.Instance)).Add(key);
        }
        catch
        {
            _shards = before;
            throw;
        }
    }
}
