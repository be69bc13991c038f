using System.Threading.Channels;

namespace Sse;

/// <summary>
/// What was published and waits to be appended to the store, in order. Bounded: who publishes beyond it is told at once.
/// </summary>
/// <remarks>Anyone adds; one takes.</remarks>
internal sealed class AppendQueue(long maxRecords, long maxBytes)
{
    private readonly Channel<PendingAppend> _pending = Channel.CreateUnbounded<PendingAppend>(new UnboundedChannelOptions { SingleReader = true });
    private long _records;
    private long _bytes;

    /// <summary>How many wait, what is being appended included.</summary>
    public long Count => Volatile.Read(ref _records);

    /// <summary>How many bytes they are.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>How many may wait.</summary>
    public long MaxCount => maxRecords;

    /// <summary>How many bytes may wait.</summary>
    public long MaxBytes => maxBytes;

    /// <summary>Adds one.</summary>
    /// <exception cref="SsePublishQueueFullException">There are too many.</exception>
    /// <exception cref="SseHubStoppedException">The hub has stopped.</exception>
    public void Add(PendingAppend pending)
    {
        var records = Interlocked.Increment(ref _records);
        var bytes = Interlocked.Add(ref _bytes, pending.Bytes);
        try
        {
            if (records > maxRecords || (bytes > maxBytes && bytes > pending.Bytes)) throw new SsePublishQueueFullException();
            if (!_pending.Writer.TryWrite(pending)) throw new SseHubStoppedException();
        }
        catch
        {
            Release(1, pending.Bytes);
            throw;
        }
    }

    /// <summary>Lets who takes go on, although nothing may have been added.</summary>
    public void Nudge() => _pending.Writer.TryWrite(PendingAppend.Nothing);

    /// <summary>Takes no more.</summary>
    public void Complete() => _pending.Writer.TryComplete();

    /// <summary>Waits until there is something to take.</summary>
    /// <returns>False when nothing comes any more.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _pending.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes what goes into one batch.</summary>
    /// <param name="batch">Where it goes.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="mostBytes">So many bytes at most; one is taken however large it is.</param>
    public void Take(List<PendingAppend> batch, int most, long mostBytes)
    {
        var bytes = 0L;
        while (batch.Count < most && _pending.Reader.TryPeek(out var next) && (bytes == 0 || bytes + next.Bytes <= mostBytes))
        {
            _pending.Reader.TryRead(out _);
            if (ReferenceEquals(next, PendingAppend.Nothing)) continue;
            batch.Add(next);
            bytes += next.Bytes;
        }
    }

    /// <summary>What was taken is appended, or given up.</summary>
    public void Release(int records, long bytes)
    {
        Interlocked.Add(ref _records, -records);
        Interlocked.Add(ref _bytes, -bytes);
    }
}
