namespace Sse;

/// <summary>One copy of one record, in one topic.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Timestamp">When it was appended, as the time provider's timestamp.</param>
/// <param name="Topic">Where its bytes are, unless the topic gave way.</param>
internal readonly record struct RetainedRecord(long Sequence, long Timestamp, TopicLog Topic);

/// <summary>
/// All retained records in the order of their sequences, the oldest first. In chunks, so that a large log has little
/// memory unused and none is copied as it grows.
/// </summary>
internal sealed class RetainedRecords
{
    private const int ChunkSize = 1024;
    private Deque<RetainedRecord[]> _chunks;
    private int _first;

    public int Count { get; private set; }

    public ref readonly RetainedRecord this[int index] =>
        ref _chunks[(_first + index) / ChunkSize][(_first + index) % ChunkSize];

    public void Add(RetainedRecord record)
    {
        var end = _first + Count;
        // The first chunk grows, so that a hub with a handful of events has no large one.
        if (end == 0) _chunks.Add(new RetainedRecord[16]);
        else if (end == _chunks[0].Length && end < ChunkSize) Array.Resize(ref _chunks[0], end * 4);
        else if (end == _chunks.Count * ChunkSize) _chunks.Add(new RetainedRecord[ChunkSize]);
        _chunks[end / ChunkSize][end % ChunkSize] = record;
        Count++;
    }

    public void RemoveFirst()
    {
        _chunks[0][_first++] = default;
        Count--;
        if (Count > 0 && _first < ChunkSize) return;
        _chunks.RemoveFirst();
        _first = 0;
    }

    /// <summary>The place of the first record after a sequence; <see cref="Count"/> when there is none.</summary>
    public int FirstAfter(long sequence)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (this[middle].Sequence <= sequence) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
