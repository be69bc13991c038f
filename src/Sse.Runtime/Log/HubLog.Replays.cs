namespace Sse;

// How much of it is given to who has no place in it.
internal sealed partial class HubLog
{
    /// <summary>Lets a cursor that has read nothing yet go on at most so many events and bytes before the newest.</summary>
    /// <param name="cursor">One that this log opened, and that reads no snapshot.</param>
    /// <param name="maxEvents">So many events may follow.</param>
    /// <param name="maxBytes">So many bytes may follow.</param>
    /// <param name="bytes">How many follow.</param>
    /// <returns>Whether it passed over something that is retained.</returns>
    public bool Bound(Cursor cursor, long maxEvents, long maxBytes, out long bytes)
    {
        var walk = new ReplayWalk(Newest, maxEvents, maxBytes);
        bool more;
        do
        {
            lock (_lock) more = _reader.WalkBack(cursor, walk);
        }
        while (more);
        bytes = walk.Bytes;
        if (walk.Place is not { } place) return false;
        cursor.After = Math.Max(cursor.After, place);
        return true;
    }
}
