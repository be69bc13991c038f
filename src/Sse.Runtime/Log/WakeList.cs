namespace Sse;

/// <summary>The groups of readers that wait to be woken. Used under the log's lock only.</summary>
internal sealed class WakeList
{
    private readonly List<ReaderGroup> _marked = [];

    public bool IsEmpty => _marked.Count == 0;

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
        _marked.Add(group);
    }

    /// <summary>Takes the readers of all marked groups; answers how many there are.</summary>
    /// <param name="taken">Where they go; made larger when it must.</param>
    public int Take(ref ILogReader[] taken)
    {
        var count = 0;
        foreach (var group in _marked)
        {
            if (taken.Length < count + group.Count) Array.Resize(ref taken, Math.Max(count + group.Count, taken.Length * 2));
            for (var i = 0; i < group.Count; i++)
                if (group[i].Reader is { } reader) taken[count++] = reader;
            group.IsMarked = false;
        }
        _marked.Clear();
        return count;
    }
}
