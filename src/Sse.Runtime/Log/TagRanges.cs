namespace Sse;

/// <summary>
/// Which tag each stretch of a stored log has. A log that was restored from an older copy gives sequences out again, under
/// another tag: so an id that a client kept can't be taken for another event. Used under the log's lock only.
/// </summary>
internal sealed class TagRanges
{
    private readonly List<(long First, string Tag)> _ranges = [];

    /// <summary>Whether the log has tags at all.</summary>
    public bool IsUsed => _ranges.Count > 0;

    /// <summary>What follows, from a sequence on, has a tag.</summary>
    public void Add(long first, string tag)
    {
        if (_ranges.Count > 0 && string.Equals(_ranges[^1].Tag, tag, StringComparison.Ordinal)) return;
        LogMemory.Announce();
        _ranges.Add((first, tag));
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _ranges.Clear();

    /// <summary>The tag of an event; null for a place before the first, and where that isn't known any more.</summary>
    public string? TagOf(long sequence)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_ranges[middle].First <= sequence) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? null : _ranges[low - 1].Tag;
    }

    /// <summary>Whether a place that a client names is one of this log.</summary>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="tag">The tag it has with the client.</param>
    public bool Match(long sequence, string? tag) => sequence == 0 ? tag is null : string.Equals(TagOf(sequence), tag, StringComparison.Ordinal);
}
