using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>Brings what the store has into the memory of this process, in the store's order, each record once.</summary>
internal sealed class Tailer(ILogStore store, HubLog log, PublishWaiters waiters, CompletingTopics completing, StoreHealth health, TimeProvider time, ILogger logger)
{
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when all that the store had is here.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>Works until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var retry = new Backoff(time);
        while (true)
        {
            try
            {
                await foreach (var records in store.TailAsync(PlaceOf(log.PositionAt(log.Newest)), cancellationToken).ConfigureAwait(false))
                {
                    foreach (var record in records) Add(record);
                    if (records.Count == 0) _caughtUp.TrySetResult();
                    else waiters.Reach(records[^1].Position, log);
                    if (health.Tailing is null) continue;
                    health.Tailing = null;
                    retry = new Backoff(time);
                }
            }
            catch (SseStoreException exception) when (!_caughtUp.Task.IsCompleted)
            {
                // Nobody waits for a log that can't be read: the start fails.
                _caughtUp.TrySetException(exception);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not SseHubStoppedException)
            {
                if (health.Tailing is null) logger.TailFailed(exception);
                health.Tailing = exception;
            }
            await retry.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static StoredPlace PlaceOf(SsePosition position) => new(position.Epoch, position.Sequence, position.Tag);

    private void Add(StoredRecord record)
    {
        // A tail that was opened again may repeat what is here.
        if (record.Position <= log.Newest) return;
        var topics = SseTopicSelection.Of([.. record.Topics]);
        var place = new LogPlace(record.Position, record.Tag, time.GetUtcNow() - record.At);
        if (record.Kind == StoreRecordKind.Completion)
        {
            log.Complete(topics, place);
            completing.Remove(topics);
            return;
        }
        // Of a version that knows more: its place is taken, and that is all.
        if (record.Kind is not (StoreRecordKind.Event or StoreRecordKind.Removal)) return;
        try
        {
            log.Append(
                new SseAppend { Topics = topics, Frame = record.Frame.Span, Key = record.Key.Span, IsKeyed = record.IsKeyed, IsRemoval = record.Kind == StoreRecordKind.Removal },
                place);
        }
        catch (SseTopicCompletedException)
        {
            // It came behind the end of its topic: dropped here as everywhere.
        }
    }
}
