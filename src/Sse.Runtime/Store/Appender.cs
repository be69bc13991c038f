using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>
/// Appends what was published to the store, one batch at a time: what is published while one is under way goes with the
/// next. A batch in doubt is appended again as it was, until the store has it.
/// </summary>
internal sealed class Appender(ILogStore store, AppendQueue queue, PublishWaiters waiters, LogCopy copy, StoreTrimmer trimmer, StoreHealth health, TimeProvider time, ILogger logger)
{
    private const int MostRecords = 1_000;
    private const int MostBytes = 1 << 20;

    private readonly List<PendingAppend> _batch = new(MostRecords);

    /// <summary>Works until the queue is complete and empty.</summary>
    /// <param name="cancellationToken">Gives up what is left.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await queue.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            queue.Take(_batch, MostRecords, MostBytes);
            if (_batch.Count > 0) await AppendAsync(cancellationToken).ConfigureAwait(false);
            while (await trimmer.TrimAsync(cancellationToken).ConfigureAwait(false) && queue.Count == 0) { }
        }
    }

    /// <summary>Gives up what was not appended; answers how many events that were.</summary>
    public int GiveUp(Exception reason)
    {
        var count = 0;
        do
        {
            foreach (var pending in _batch) pending.Fail(reason);
            count += _batch.Count;
            ReleaseBatch();
            queue.Take(_batch, MostRecords, MostBytes);
        }
        while (_batch.Count > 0);
        return count;
    }

    private async Task AppendAsync(CancellationToken cancellationToken)
    {
        var batch = new StoreBatch(Guid.NewGuid(), _batch.ConvertAll(pending => pending.Record));
        var generation = waiters.BeginAppend();
        for (var retry = new Backoff(time); ;)
        {
            try
            {
                var places = await store.AppendAsync(batch, cancellationToken).ConfigureAwait(false);
                health.Appending = null;
                Tell(places, generation);
                ReleaseBatch();
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (health.Appending is null) logger.AppendFailed(exception);
                health.Appending = exception;
            }
            await retry.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Tell(IReadOnlyList<long> places, int generation)
    {
        for (var i = 0; i < _batch.Count; i++)
        {
            var pending = _batch[i];
            if (pending.Waiter is null) continue;
            if (places[i] > 0) waiters.Add(places[i], pending.Waiter, copy.Log, generation);
            else pending.Fail(PendingAppend.BehindCompletion());
        }
        waiters.EndAppend();
    }

    private void ReleaseBatch()
    {
        queue.Release(_batch.Count, _batch.Sum(pending => pending.Bytes));
        _batch.Clear();
    }
}
