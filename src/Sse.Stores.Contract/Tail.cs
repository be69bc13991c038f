namespace Sse.Stores.Contract;

/// <summary>Reads a store's tail as a hub does: again when it ended, and without what it had already.</summary>
internal sealed class Tail : IAsyncDisposable
{
    private readonly ILogStore _store;
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(StoreContract.Cancellation);
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<StoredRecord> _records = [];
    private readonly HashSet<Guid> _batches = [];
    private readonly Func<Task>? _onRecords;
    private Guid? _batch;

    /// <summary>Begins to read.</summary>
    /// <param name="store">The store.</param>
    /// <param name="after">The place before the first record.</param>
    /// <param name="onRecords">Awaited before each list that is taken.</param>
    public Tail(ILogStore store, StoredPlace after, Func<Task>? onRecords = null)
    {
        (_store, _onRecords) = (store, onRecords);
        Ended = Task.Run(() => RunAsync(after));
    }

    /// <summary>Done when the tail said that there is no more at the moment.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>Ends with what the tail threw.</summary>
    public Task Ended { get; }

    /// <summary>What it gave.</summary>
    public IReadOnlyList<StoredRecord> Records
    {
        get { lock (_records) return [.. _records]; }
    }

    /// <summary>Waits until it has given so many.</summary>
    public async Task<IReadOnlyList<StoredRecord>> UntilAsync(int count)
    {
        await Wait.UntilAsync(() => Ended.IsCompleted || Records.Count >= count, () => $"the tail to give {count} records; it gave {Records.Count}");
        if (Ended.IsCompleted && Records.Count < count) await Ended;
        return Records;
    }

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested) return;
        await _end.CancelAsync();
        await Ended.Bounded("The end of a tail that is cancelled").ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Check.That(Ended.IsCompleted, "A tail ends when it is cancelled.");
        _end.Dispose();
    }

    private async Task RunAsync(StoredPlace after)
    {
        try
        {
            while (true)
            {
                await foreach (var records in _store.TailAsync(after, _end.Token))
                {
                    if (_onRecords is not null && records.Count > 0) await _onRecords();
                    foreach (var record in records) Take(record);
                    if (records.Count == 0) _caughtUp.TrySetResult();
                    else after = new StoredPlace(after.Epoch, records[^1].Position, records[^1].Tag);
                }
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, _end.Token);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            _caughtUp.TrySetCanceled();
        }
        catch (Exception exception)
        {
            _caughtUp.TrySetException(exception);
            throw;
        }
    }

    // A batch that was in doubt for very long may stand in the log again: a hub drops it too.
    private void Take(StoredRecord record)
    {
        if (record.Batch != _batch)
        {
            if (_batch is { } past) _batches.Add(past);
            _batch = record.Batch;
        }
        if (record.Batch is { } batch && _batches.Contains(batch)) return;
        lock (_records) _records.Add(record);
    }
}
