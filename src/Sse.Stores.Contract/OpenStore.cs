namespace Sse.Stores.Contract;

/// <summary>A store that is open, and what it was then.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private bool _isDisposed;

    private OpenStore(ILogStore store, StoredLog opened) => (Store, Opened) = (store, opened);

    public ILogStore Store { get; }

    public StoredLog Opened { get; private set; }

    /// <summary>The place before the first record.</summary>
    public StoredPlace Beginning => new(Opened.Epoch, 0, null);

    public static async Task<OpenStore> OpenAsync(ILogStore store)
    {
        try
        {
            return new OpenStore(store, await store.OpenAsync(StoreContract.Cancellation).Bounded("OpenAsync"));
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Appends records as a batch of their own.</summary>
    public Task<IReadOnlyList<long>> AppendAsync(params StoreRecord[] records) => AppendAsync(new StoreBatch(Guid.NewGuid(), records));

    public Task<IReadOnlyList<long>> AppendAsync(StoreBatch batch) => Store.AppendAsync(batch, StoreContract.Cancellation).Bounded("AppendAsync");

    /// <summary>Appends events with the numbers as their data, a batch each, and says where the last one is.</summary>
    public async Task<StoredPlace> AppendNumbersAsync(int first, int count, int perBatch = 10)
    {
        for (var from = first; from < first + count; from += perBatch)
            await AppendAsync([.. Enumerable.Range(from, Math.Min(perBatch, first + count - from)).Select(number => Records.Event(Records.TextOf(number), "t"))]);
        return await NewestAsync();
    }

    public Task<StoredPlace> NewestAsync() => Store.GetNewestAsync(StoreContract.Cancellation).Bounded("GetNewestAsync");

    /// <summary>Reads from a place on in the background, until it is disposed of.</summary>
    public Tail Tail(StoredPlace after) => new(Store, after);

    /// <summary>Everything after a place up to what the log has now, in the tail's own words.</summary>
    public async Task<IReadOnlyList<StoredRecord>> TailAllAsync(StoredPlace after)
    {
        await using var tail = Tail(after);
        await tail.CaughtUp.Bounded("The empty list of a tail that has given all");
        return tail.Records;
    }

    public Task<IReadOnlyList<StoredRecord>> ReadAsync(long after, int limit) => Store.ReadAsync(after, limit, StoreContract.Cancellation).Bounded("ReadAsync");

    /// <summary>Everything that is kept, in pages.</summary>
    public async Task<List<StoredRecord>> ReadAllAsync()
    {
        var all = new List<StoredRecord>();
        while (await ReadAsync(all.Count == 0 ? 0 : all[^1].Position, 100) is { Count: > 0 } page) all.AddRange(page);
        return all;
    }

    /// <summary>Trims until there is no more to let go.</summary>
    public async Task TrimAsync(long upTo, long keepKeys = 0, long keepBytes = long.MaxValue, int maxTopics = 100_000)
    {
        var trim = new StoreTrim { UpTo = upTo, KeepKeys = keepKeys, KeepBytes = keepKeys == 0 ? 0 : keepBytes, MaxTopics = maxTopics };
        for (var turn = 0; await Store.TrimAsync(trim, StoreContract.Cancellation).Bounded("TrimAsync"); turn++)
            Check.That(turn < 10_000, "TrimAsync answers that there is more to let go only while there is: it was called 10,000 times.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        await Store.DisposeAsync().AsTask().Bounded("DisposeAsync");
    }
}
