using System.Runtime.InteropServices;

namespace Sse;

/// <summary>How many of each there are, up to a limit. What there is none of takes no memory. Used under its owner's lock.</summary>
internal sealed class StreamCounts<TKey>(int? most)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _counts = [];

    public bool IsOff => most is null;

    /// <summary>How many keys are counted.</summary>
    public int Keys => _counts.Count;

    public bool HasRoom(TKey key) => most is not { } limit || _counts.GetValueOrDefault(key) < limit;

    public void Add(TKey key)
    {
        if (most is not null) CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _)++;
    }

    public void Remove(TKey key)
    {
        if (most is null) return;
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, key);
        if (--count == 0) _counts.Remove(key);
    }

    public void Clear() => _counts.Clear();
}
