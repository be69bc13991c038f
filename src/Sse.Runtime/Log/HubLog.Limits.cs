namespace Sse;

// How many streams read one topic.
internal sealed partial class HubLog
{
    /// <summary>Counts a cursor in the topics that it names, unless one of them has as many as it may: then in none.</summary>
    /// <param name="cursor">One that is open, and not counted yet.</param>
    /// <param name="most">How many a topic may have.</param>
    /// <returns>Whether it is counted: until it is closed.</returns>
    public bool TryCount(Cursor cursor, int most)
    {
        lock (_lock)
        {
            var named = Named(cursor);
            foreach (ref readonly var place in named)
                if (place.Topic.Streams >= most) return false;
            foreach (ref readonly var place in named) place.Topic.Streams++;
            cursor.IsCounted = true;
            return true;
        }
    }

    private static Span<ReadPlace> Named(Cursor cursor) => cursor.Topics.IsAll ? [] : cursor.Places.AsSpan(1);

    private static void Uncount(Cursor cursor)
    {
        if (!cursor.IsCounted) return;
        cursor.IsCounted = false;
        foreach (ref readonly var place in Named(cursor)) place.Topic.Streams--;
    }
}
