namespace Sse;

/// <summary>Reads the records of several topics in the order of their sequences, each once. Used under the log's lock only.</summary>
internal static class TopicsReading
{
    private const int Most = 1024;

    [ThreadStatic]
    private static TopicReader[]? t_readers;

    /// <summary>Reads on from the cursor's place.</summary>
    /// <param name="cursor">Moves on.</param>
    /// <param name="rule">Which records.</param>
    /// <param name="upTo">Up to and including this sequence.</param>
    /// <param name="target">Takes them.</param>
    /// <returns>Whether all of them were read.</returns>
    public static bool Read(Cursor cursor, in ReadRule rule, long upTo, ReadTarget target)
    {
        var places = cursor.Places;
        var readers = t_readers is { } kept && kept.Length >= places.Length ? kept : new TopicReader[places.Length];
        if (readers.Length <= Most) t_readers = readers;
        try
        {
            var count = 0;
            for (var i = 0; i < places.Length; i++)
            {
                readers[count] = new TopicReader(places[i].Topic, i);
                readers[count].Seek(rule.StartIn(places[i].Topic, cursor.After));
                if (readers[count].Next <= upTo) count++;
            }
            cursor.After = Merge(readers.AsSpan(0, count), cursor.After, rule, upTo, target);
        }
        finally
        {
            // The next read on this thread must not find, nor keep, another's segments.
            Array.Clear(readers, 0, places.Length);
        }
        return cursor.After >= upTo;
    }

    /// <summary>The sequence of the first record after a cursor's place; the largest number when there is none.</summary>
    public static long Next(Cursor cursor, in ReadRule rule)
    {
        var next = long.MaxValue;
        foreach (ref readonly var place in cursor.Places.AsSpan())
        {
            var (segment, _, index) = place.Topic.FirstAfter(rule.StartIn(place.Topic, cursor.After));
            if (segment is not null) next = Math.Min(next, segment.SequenceAt(index));
        }
        return next;
    }

    private static long Merge(Span<TopicReader> heap, long after, in ReadRule rule, long upTo, ReadTarget target)
    {
        for (var i = (heap.Length / 2) - 1; i >= 0; i--) SiftDown(heap, i);
        var last = after;
        while (heap.Length > 0)
        {
            ref var top = ref heap[0];
            if (top.Next == last) top.Skip();
            else
            {
                var second = heap.Length == 1 ? long.MaxValue : heap.Length > 2 && heap[2].Next < heap[1].Next ? heap[2].Next : heap[1].Next;
                // The same record in several topics is taken from the first, and skipped in the others.
                var before = second == top.Next ? second + 1 : Math.Min(second, upTo + 1);
                if (!top.Take(before, target, rule, ref last)) break;
            }
            if (top.Next > upTo)
            {
                top = heap[^1];
                heap = heap[..^1];
            }
            SiftDown(heap, 0);
        }
        if (heap.Length == 0) return upTo;
        var next = heap[0].Next;
        for (var i = 1; i < Math.Min(3, heap.Length); i++) next = Math.Min(next, heap[i].Next);
        return Math.Max(last, Math.Min(next - 1, upTo));
    }

    private static void SiftDown(Span<TopicReader> heap, int place)
    {
        while (true)
        {
            var child = (2 * place) + 1;
            if (child >= heap.Length) return;
            if (child + 1 < heap.Length && TopicReader.IsBefore(ref heap[child + 1], ref heap[child])) child++;
            if (!TopicReader.IsBefore(ref heap[child], ref heap[place])) return;
            (heap[place], heap[child]) = (heap[child], heap[place]);
            place = child;
        }
    }
}
