namespace Sse;

/// <summary>Brings what a store has into one log of this process, in the store's order, each record once.</summary>
/// <remarks>One thread adds; the rest may be asked from any.</remarks>
internal sealed class Tailer(HubLog log, History? history, StoredLog stored, PublishWaiters waiters, CompletingTopics completing, TimeProvider time, Action<StoredRecord, bool> onOrder)
{
    private readonly RecentBatches _batches = new();
    private long _lastActivity = time.GetTimestamp();
    private readonly long _lostOrders = LostOrdersOf(stored);
    private DateTimeOffset? _firstKept;
    private bool _isHere;

    /// <summary>The log that it fills.</summary>
    public HubLog Log => log;

    /// <summary>Called with the frame of each event that comes once all is here that there was.</summary>
    public OnReceived? OnReceived { get; init; }

    /// <summary>Up to where the log is the store's, as this process knows it.</summary>
    public StoredPlace Place
    {
        get
        {
            var position = log.PositionAt(log.Newest);
            return new(position.Epoch, position.Sequence, position.Tag);
        }
    }

    /// <summary>Since when all orders and tickets have been read back that there were.</summary>
    public DateTimeOffset OrdersKnownSince => _lostOrders == 0 ? DateTimeOffset.MinValue : _firstKept ?? time.GetUtcNow();

    /// <summary>For how long the store has given nothing.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _lastActivity));

    /// <summary>The tail was opened.</summary>
    public void Begin() => Volatile.Write(ref _lastActivity, time.GetTimestamp());

    /// <summary>Adds what the store gave.</summary>
    public void Add(IReadOnlyList<StoredRecord> records)
    {
        Volatile.Write(ref _lastActivity, time.GetTimestamp());
        foreach (var record in records) Add(record);
    }

    /// <summary>All that the store had when it was opened is here: what is missing has left.</summary>
    public void CatchUp()
    {
        _isHere = true;
        log.SkipTo(stored.Newest, stored.Tags is [.., var last] && last.First <= stored.Newest ? last.Tag : null);
    }

    private void Add(StoredRecord record)
    {
        // A tail that was opened again may repeat what is here.
        if (record.Position <= log.Newest) return;
        history?.Note(record.Position, record.Frame.Length);
        if (record.Position > _lostOrders) _firstKept ??= record.At;
        if (!_batches.IsRepeated(record)) TryAdd(record);
        // The place is taken all the same.
        log.SkipTo(record.Position, record.Tag);
    }

    private static long LostOrdersOf(StoredLog stored) =>
        (stored.Topics.FirstOrDefault(static topic => string.Equals(topic.Name, DisconnectRecord.Topic, StringComparison.Ordinal)) ?? stored.Others).Lost;

    private void TryAdd(StoredRecord record)
    {
        if (record.Kind is StoreRecordKind.Disconnect or StoreRecordKind.Ticket)
        {
            onOrder(record, _isHere);
            return;
        }
        var topics = SseTopicSelection.Of([.. record.Topics]);
        var place = new LogPlace(record.Position, record.Tag, time.GetUtcNow() - record.At);
        if (record.Kind == StoreRecordKind.Completion)
        {
            log.Complete(topics, place);
            completing.Remove(topics);
            return;
        }
        // Of a version that knows more.
        if (record.Kind is not (StoreRecordKind.Event or StoreRecordKind.Removal)) return;
        try
        {
            log.Append(
                new SseAppend { Topics = topics, Frame = record.Frame.Span, Key = record.Key.Span, IsKeyed = record.IsKeyed, IsRemoval = record.Kind == StoreRecordKind.Removal },
                place);
            if (_isHere) OnReceived?.Invoke(record.Frame.Span);
        }
        catch (SseTopicCompletedException)
        {
            // It came behind the end of its topic: dropped here as everywhere.
            waiters.Drop(record.Position);
        }
    }
}
