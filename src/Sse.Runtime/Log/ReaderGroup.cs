namespace Sse;

/// <summary>The cursors that read one topic. Used under the log's lock only.</summary>
internal sealed class ReaderGroup
{
    private (Cursor Cursor, int Place)[] _members = [];

    public int Count { get; private set; }

    /// <summary>Whether the group waits to be woken.</summary>
    public bool IsMarked { get; set; }

    public Cursor this[int index] => _members[index].Cursor;

    /// <summary>Takes a cursor in.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="place">Which of the cursor's places this is; it learns its seat there.</param>
    public void Add(Cursor cursor, int place)
    {
        if (Count == _members.Length) Resize(Math.Max(1, Count * 2));
        cursor.Places[place].Seat = Count;
        _members[Count++] = (cursor, place);
    }

    /// <summary>Lets a cursor go; the last one takes its seat.</summary>
    public void Remove(Cursor cursor, int place)
    {
        var seat = cursor.Places[place].Seat;
        var last = _members[--Count];
        _members[Count] = default;
        if (seat < Count)
        {
            _members[seat] = last;
            last.Cursor.Places[last.Place].Seat = seat;
        }
        if (Count == 0) _members = [];
        else if (Count <= _members.Length / 4) TryShrink();
    }

    private void TryShrink()
    {
        try { Resize(Count * 2); }
        catch (OutOfMemoryException)
        {
            // It saves memory; without memory it waits for the next one that leaves.
        }
    }

    private void Resize(int size)
    {
        var members = LogMemory.Array<(Cursor, int)>(size);
        Array.Copy(_members, members, Count);
        _members = members;
    }
}
