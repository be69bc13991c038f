namespace Sse;

/// <summary>How far a cursor is behind. Used under the log's lock only.</summary>
internal static class Lag
{
    /// <summary>How many events of its topics lie before it, superseded ones included. For all topics: how many places of the hub.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="newest">The log's newest sequence.</param>
    public static long Of(Cursor cursor, long newest)
    {
        if (cursor.Topics.IsAll) return Math.Max(0, newest - cursor.After);
        var lag = 0L;
        foreach (ref readonly var place in cursor.Places.AsSpan())
            if (place.Topic.NewestEvent > cursor.After) lag += CountAfter(place.Topic.Window, cursor.After);
        return lag;
    }

    // From the end, where most readers are.
    private static long CountAfter(TopicWindow window, long after)
    {
        var count = 0L;
        for (var i = window.SegmentCount - 1; i >= 0; i--)
        {
            var segment = window.SegmentAt(i);
            // Searched is the one in which the cursor is: there may be a thousand behind it.
            var first = segment.First < segment.End && segment.SequenceAt(segment.First) > after ? segment.First : segment.FirstAfter(after);
            count += segment.End - first;
            if (first > segment.First) break;
        }
        return count;
    }
}
