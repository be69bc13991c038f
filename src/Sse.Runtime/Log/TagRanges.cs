namespace Sse;

/// <summary>
/// Which tag each stretch of a stored log has. A log that was restored from an older copy gives sequences out again, under
/// another tag: so an id that a client kept can't be taken for another event. Used under the log's lock only.
/// </summary>
internal sealed class TagRanges
{
    // How many are kept of records that have left: clients that were away come back with them.
    private const int Spare = 65_536;

    private Deque<(long First, string Tag)> _ranges;

    /// <summary>Whether the log has tags at all.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>The log has tags, also where none is known yet.</summary>
    public void Use() => IsUsed = true;

    /// <summary>What follows, from a sequence on, has a tag. What is known already stays.</summary>
    /// <param name="first">The sequence.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="oldest">The oldest record that is still here.</param>
    public void Add(long first, string tag, long oldest)
    {
        IsUsed = true;
        if (_ranges.Count > 0 && _ranges[_ranges.Count - 1] is var last && (first <= last.First || string.Equals(last.Tag, tag, StringComparison.Ordinal))) return;
        LogMemory.Announce();
        _ranges.Add((first, tag));
        if (_ranges.Count > Spare && _ranges[Spare].First <= oldest) _ranges.RemoveFirst();
    }

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
    public PlaceOrigin OriginOf(long sequence, string? tag)
    {
        if (sequence == 0) return tag is null ? PlaceOrigin.Ours : PlaceOrigin.Other;
        if (tag is null) return PlaceOrigin.Other;
        return TagOf(sequence) is not { } known ? PlaceOrigin.Forgotten
            : string.Equals(known, tag, StringComparison.Ordinal) ? PlaceOrigin.Ours : PlaceOrigin.Other;
    }
}
