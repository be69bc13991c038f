namespace Sse;

/// <summary>
/// The batches that were read back lately. An engine that remembers its batches for a while only may have stored one twice:
/// the second is dropped, on every node alike.
/// </summary>
internal sealed class RecentBatches
{
    private const int Most = 65_536;

    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Guid> _order = new();
    private Guid? _current;
    private int _index;
    private bool _isRepeated;

    /// <summary>Whether a record came before, with the batch that it belongs to. Records of a batch lie together.</summary>
    public bool IsRepeated(StoredRecord record)
    {
        if (record.Batch is not { } batch) return false;
        // The same batch once more begins with a record that was here, or one before it.
        if (batch == _current && record.BatchIndex > _index)
        {
            _index = record.BatchIndex;
            return _isRepeated;
        }
        (_current, _index) = (batch, record.BatchIndex);
        _isRepeated = !_known.Add(batch);
        if (_isRepeated) return true;
        _order.Enqueue(batch);
        if (_order.Count > Most) _known.Remove(_order.Dequeue());
        return false;
    }
}
