using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Sse.Tests.Reference;

/// <summary>What the engine has: here in memory, and the stores of one process share it.</summary>
public sealed class MemoryLog
{
    public string Epoch { get; set; } = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 8);

    public List<StoredRecord> Records { get; set; } = [];

    public StoredTag Newest { get; set; }

    public long Trimmed { get; set; }

    public Dictionary<string, long> Completed { get; set; } = [];

    // A real engine forgets batches some minutes after they came.
    public Dictionary<Guid, long[]> Batches { get; set; } = [];

    public TaskCompletionSource Changed { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Wakes who waits for more.</summary>
    public void Wake()
    {
        Changed.TrySetResult();
        Changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>One process' way to the log.</summary>
public sealed class MemoryLogStore(MemoryLog log) : ILogStore
{
    private const int PageSize = 500;

    // Trimming asks for no keys here, so a hub with KeepLatest is refused when it starts.
    public StoreTraits Traits { get; } = new() { ForgetsKeys = true };

    public ValueTask<StoredLog> OpenAsync(CancellationToken cancellationToken)
    {
        lock (log)
        {
            return new(new StoredLog
            {
                Epoch = log.Epoch,
                Newest = log.Newest.First,
                Tags = log.Newest.First > 0 ? [log.Newest] : [],
                Topics = [.. log.Completed.Select(topic => Lost(topic.Key) with { CompletedAt = topic.Value })],
                Others = Lost(name: null),
            });
        }
    }

    public ValueTask<StoredPlace> GetNewestAsync(CancellationToken cancellationToken)
    {
        lock (log) return new(new StoredPlace(log.Epoch, log.Newest.First, log.Newest.Tag));
    }

    public ValueTask<IReadOnlyList<long>> AppendAsync(StoreBatch batch, CancellationToken cancellationToken)
    {
        lock (log)
        {
            // In doubt, and appended before: the answer is the one that got lost.
            if (log.Batches.TryGetValue(batch.Id, out var places)) return new(places);
            places = new long[batch.Records.Count];
            for (var i = 0; i < places.Length; i++) places[i] = Append(batch.Records[i], batch.Tag);
            log.Batches.Add(batch.Id, places);
            log.Wake();
            return new(places);
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<StoredRecord>> TailAsync(StoredPlace after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            List<StoredRecord> page;
            lock (log)
            {
                ThrowIfReplaced(after);
                (changed, page) = (log.Changed.Task, Read(after.Position, PageSize));
            }
            yield return page;
            // An empty page was the word that there is no more at the moment.
            if (page.Count == 0) await changed.WaitAsync(cancellationToken);
            else after = after with { Position = page[^1].Position, Tag = page[^1].Tag };
        }
    }

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        lock (log) return new(Read(after, limit));
    }

    public ValueTask<bool> TrimAsync(StoreTrim trim, CancellationToken cancellationToken)
    {
        lock (log)
        {
            log.Records.RemoveAll(record => record.Position <= trim.UpTo);
            log.Trimmed = Math.Max(log.Trimmed, Math.Min(trim.UpTo, log.Newest.First));
            return new(false);
        }
    }

    public ValueTask DisposeAsync() => default;

    private long Append(StoreRecord record, string tag)
    {
        // The order of the log decides: what comes behind the end of a topic has no place.
        if (record.Topics.Any(log.Completed.ContainsKey) && record.Kind != StoreRecordKind.Completion) return 0;
        var position = log.Newest.First + 1;
        if (record.Kind == StoreRecordKind.Completion)
            foreach (var topic in record.Topics) log.Completed.TryAdd(topic, position);
        log.Records.Add(new StoredRecord
        {
            Position = position,
            Tag = tag,
            Kind = record.Kind,
            Topics = record.Topics,
            IsKeyed = record.IsKeyed,
            Key = record.Key,
            Frame = record.Frame,
            // Where several processes append, one clock says how old a record is.
            At = TimeProvider.System.GetUtcNow(),
        });
        log.Newest = new StoredTag(position, tag);
        return position;
    }

    private List<StoredRecord> Read(long after, int limit)
    {
        var first = log.Records.FindIndex(record => record.Position > after);
        return first < 0 ? [] : log.Records.GetRange(first, Math.Min(limit, log.Records.Count - first));
    }

    private void ThrowIfReplaced(StoredPlace known)
    {
        var tag = known.Position == log.Newest.First ? log.Newest.Tag : log.Records.Find(record => record.Position == known.Position)?.Tag;
        if (known.Epoch != log.Epoch || known.Position > log.Newest.First || (known.Tag is not null && tag is not null && known.Tag != tag)) throw new SseLogReplacedException();
    }

    // What each topic lost isn't counted here: any may have lost all that was trimmed.
    private StoredTopic Lost(string? name) => new() { Name = name, Lost = log.Trimmed, LostLatest = log.Trimmed, LostKey = log.Trimmed };
}
