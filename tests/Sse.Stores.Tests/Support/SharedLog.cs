using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Sse.Tests;

/// <summary>A log that several nodes share, in memory: what an engine is to them, and what can go wrong with it.</summary>
internal sealed class SharedLog
{
    private readonly Lock _lock = new();
    private readonly List<StoredRecord> _records = [];
    private long _goneUpTo;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Epoch { get; private set; } = "abcdefgh";

    /// <summary>The place of the first record.</summary>
    public long First { get; init; } = 1;

    /// <summary>Whether an append that comes behind the end of its topic is refused, as engines do that can see it.</summary>
    public bool SeesCompletion { get; init; }

    /// <summary>Begins again under the same name: another epoch, no records.</summary>
    public void Recreate()
    {
        lock (_lock)
        {
            Epoch = "hgfedcba";
            _records.Clear();
        }
        Tell();
    }

    /// <summary>Lets records go, as another node may that goes by another clock.</summary>
    public void LetGo(long upTo)
    {
        lock (_lock) _goneUpTo = upTo;
    }

    /// <summary>Goes back to what it was.</summary>
    public void Restore(int count)
    {
        lock (_lock) _records.RemoveRange(count, _records.Count - count);
        Tell();
    }

    /// <summary>Stores what somebody else appended, a batch that was in doubt for too long included.</summary>
    public List<long> Append(StoreBatch batch)
    {
        List<long> places = [];
        lock (_lock)
        {
            foreach (var (index, record) in batch.Records.Index())
            {
                if (SeesCompletion && record.Kind != StoreRecordKind.Completion && _records.Exists(other => other.Kind == StoreRecordKind.Completion && other.Topics.Intersect(record.Topics).Any()))
                {
                    places.Add(0);
                    continue;
                }
                var place = Math.Max(First, NewestLocked + 1);
                places.Add(place);
                _records.Add(new StoredRecord
                {
                    Position = place,
                    Tag = batch.Tag,
                    Batch = batch.Id,
                    BatchIndex = index,
                    Kind = record.Kind,
                    Topics = record.Topics,
                    IsKeyed = record.IsKeyed,
                    Key = record.Key,
                    Frame = record.Frame,
                    At = record.At,
                });
            }
        }
        Tell();
        return places;
    }

    /// <summary>A node's way to it.</summary>
    public SharedStore Open() => new(this);

    internal StoredPlace Newest
    {
        get
        {
            lock (_lock) return new(Epoch, NewestLocked, _records.Count > 0 ? _records[^1].Tag : null);
        }
    }

    internal Task Changed => _changed.Task;

    private long NewestLocked => _records.Count == 0 ? 0 : First - 1 + _records.Count;

    internal List<StoredRecord> After(long position, int most)
    {
        lock (_lock) return [.. _records.Skip((int)(Math.Max(Math.Max(position, _goneUpTo), First - 1) - First + 1)).Take(most)];
    }

    private void Tell() => Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}

/// <summary>One node's way to a shared log.</summary>
internal sealed class SharedStore(SharedLog log) : ILogStore
{
    private int _pagesAtOnce;

    /// <summary>What is new comes to the node only when this is done.</summary>
    public Task Tail { get; set; } = Task.CompletedTask;

    /// <summary>Whether the engine can't be asked, and takes nothing.</summary>
    public bool IsDown { get; set; }

    /// <summary>Whether a tail goes silent when it has given what there was.</summary>
    public bool GoesSilent { get; set; }

    /// <summary>How many tails were opened.</summary>
    public int Tails { get; private set; }

    /// <summary>Pages are given only when this is done.</summary>
    public Task Pages { get; set; } = Task.CompletedTask;

    /// <summary>The places after which pages were asked for.</summary>
    public ConcurrentQueue<long> PagesAsked { get; } = [];

    /// <summary>How many pages were asked for at the same time, at most.</summary>
    public int MostPagesAtOnce { get; private set; }

    /// <summary>Done with each append once the log has it, before the node hears of it.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public StoreTraits Traits { get; init; } = new();

    public ValueTask<StoredLog> OpenAsync(CancellationToken cancellationToken)
    {
        var newest = log.Newest;
        return new(new StoredLog { Epoch = newest.Epoch, Newest = newest.Position, Tags = newest.Tag is null ? [] : [new StoredTag(newest.Position, newest.Tag)] });
    }

    public ValueTask<StoredPlace> GetNewestAsync(CancellationToken cancellationToken)
    {
        ThrowIfDown();
        return new(log.Newest);
    }

    public async ValueTask<IReadOnlyList<long>> AppendAsync(StoreBatch batch, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        var places = log.Append(batch);
        await BeforeAnswer().WaitAsync(cancellationToken);
        return places;
    }

    public async IAsyncEnumerable<IReadOnlyList<StoredRecord>> TailAsync(StoredPlace after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Tails++;
        var newest = log.Newest;
        if (newest.Epoch != after.Epoch || newest.Position < after.Position) throw new SseLogReplacedException();
        if (after.Position > 0 && log.After(after.Position - 1, 1)[0].Tag != after.Tag) throw new SseLogReplacedException();
        for (var position = after.Position; ;)
        {
            var changed = log.Changed;
            var records = log.After(position, 100);
            yield return records;
            if (records.Count > 0)
            {
                position = records[^1].Position;
                continue;
            }
            await (GoesSilent ? new TaskCompletionSource().Task : changed).WaitAsync(cancellationToken);
            await Tail.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        PagesAsked.Enqueue(after);
        lock (PagesAsked) MostPagesAtOnce = Math.Max(MostPagesAtOnce, ++_pagesAtOnce);
        try
        {
            await Pages.WaitAsync(cancellationToken);
            await Task.Yield();
            return log.After(after, limit);
        }
        finally
        {
            lock (PagesAsked) _pagesAtOnce--;
        }
    }

    public ValueTask<bool> TrimAsync(StoreTrim trim, CancellationToken cancellationToken) => new(false);

    public ValueTask DisposeAsync() => default;

    private void ThrowIfDown()
    {
        if (IsDown) throw new IOException("The engine is away.");
    }
}
