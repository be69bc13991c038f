namespace Sse;

/// <summary>The groups of readers that wait to be woken. Used under the log's lock only.</summary>
internal sealed class WakeList
{
    private readonly Queue<ReaderGroup> _marked = [];
    private ReaderGroup? _taking;
    private int _left;

    public bool IsEmpty => _marked.Count == 0 && _taking is null;

    /// <summary>Makes room, so that marking so many groups allocates nothing.</summary>
    public void Reserve(int groups)
    {
        if (_marked.Capacity - _marked.Count >= groups) return;
        LogMemory.Announce();
        _marked.EnsureCapacity(_marked.Count + groups);
    }

    /// <summary>Notes that a group's readers have more to read.</summary>
    /// <param name="group">The group.</param>
    /// <param name="urgent">Whether those who wait for their time are not to wait any longer.</param>
    public void Mark(ReaderGroup group, bool urgent = false)
    {
        if (urgent)
            for (var i = 0; i < group.Count; i++) group[i].IsUrgent = true;
        if (group.IsMarked || group.Count == 0) return;
        group.IsMarked = true;
        _marked.Enqueue(group);
    }

    /// <summary>
    /// Takes readers of marked groups, as many as there is room for, so that taking many takes several goes and allocates
    /// nothing; answers how many it took.
    /// </summary>
    /// <param name="taken">Where they go; when it is full there may be more.</param>
    public int Take(Span<ILogReader> taken)
    {
        var count = 0;
        while (count < taken.Length && (_taking is not null || Begin()))
        {
            // From the last to the first: who leaves between two goes gives its seat to one that was taken already.
            _left = Math.Min(_left, _taking!.Count);
            for (; _left > 0 && count < taken.Length; _left--)
                if (_taking[_left - 1].Reader is { } reader) taken[count++] = reader;
            if (_left == 0) _taking = null;
        }
        return count;
    }

    // A mark that comes from now on is one for all of the group again: who was taken may have read already.
    private bool Begin()
    {
        if (!_marked.TryDequeue(out _taking)) return false;
        _taking.IsMarked = false;
        _left = _taking.Count;
        return true;
    }
}
