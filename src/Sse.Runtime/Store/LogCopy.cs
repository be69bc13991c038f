using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>
/// This process' copy of a stored log: reads it back when the host starts, follows it, and begins it over when the stored
/// one was replaced.
/// </summary>
internal sealed class LogCopy(ILogStore store, HubLog first, Func<HubLog> create, bool isWhole, TicketBook tickets, PublishWaiters waiters, CompletingTopics completing, StoreHealth health, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly NewestPlace _newest = new(store, time);
    private Backoff _retry = new(time);
    private volatile HubLog _log = first;

    /// <summary>What is read from at the moment.</summary>
    public HubLog Log => _log;

    /// <summary>How far this process is behind the store.</summary>
    public TailDelay Lag { get; } = new(time);

    /// <summary>Lets readers wait for what is on its way.</summary>
    public LogArrivals Arrivals { get; } = new(time);

    /// <summary>Called when another log is about to take the place of this one.</summary>
    public Action<HubLog, HubLog>? OnReplacing { get; set; }

    /// <summary>Called when another log has taken the place of this one.</summary>
    public Action<HubLog>? OnReplaced { get; set; }

    /// <summary>Called with each record that is an order or a ticket, and whether it is new.</summary>
    public Action<StoredRecord, bool>? OnOrder { get; set; }

    /// <summary>Called with the frame of each event that comes while the store is followed.</summary>
    public OnReceived? OnReceived { get; set; }

    /// <summary>Done when all that the store had when it was opened is here.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Asks the store for its newest place.</summary>
    public Task<StoredPlace> AskForNewestAsync(CancellationToken cancellationToken) => _newest.AskAsync(cancellationToken);

    /// <summary>Opens the store.</summary>
    public Task<Tailer> OpenAsync(CancellationToken cancellationToken) => OpenAsync(_log, cancellationToken);

    /// <summary>Follows the store until it is cancelled.</summary>
    public async Task RunAsync(Tailer opened, CancellationToken cancellationToken)
    {
        for (Tailer? tailer = opened; ;)
        {
            try
            {
                tailer ??= await OpenAsync(create(), cancellationToken).ConfigureAwait(false);
                await FollowAsync(tailer, cancellationToken).ConfigureAwait(false);
            }
            catch (SseLogReplacedException exception)
            {
                logger.LogReplaced(exception);
                Abandon(tailer);
                tailer = null;
            }
            catch (SseStoreException exception) when (!_opened.Task.IsCompleted)
            {
                // Nobody waits for a log that can't be read: the start fails.
                _opened.TrySetException(exception);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not SseHubStoppedException)
            {
                if (health.Tailing is null) logger.TailFailed(exception);
                health.Tailing = exception;
            }
            await _retry.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _newest.Dispose();

    private async Task<Tailer> OpenAsync(HubLog log, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
            log.Begin(
                stored.Epoch,
                // What has the newest record's tag comes with it, or when it is known to have left.
                stored.Tags.Where(tag => tag.First < stored.Newest).Select(static tag => (tag.First, tag.Tag)),
                stored.Topics.Select(static topic => (topic.Name, PastOf(topic))),
                PastOf(stored.Others));
            var history = isWhole ? null : new History(new BlockLoader(store, log), log, health, time, logger);
            log.Cold = history;
            return new Tailer(log, history, stored, waiters, completing, time, (record, isNew) => OnOrder?.Invoke(record, isNew)) { OnReceived = frame => OnReceived?.Invoke(frame) };
        }
        catch
        {
            if (log != _log) log.Dispose();
            throw;
        }
    }

    private async Task FollowAsync(Tailer tailer, CancellationToken cancellationToken)
    {
        using var tail = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        tailer.Begin();
        var watch = new TailWatch(_newest, Lag, health, time).RunAsync(tailer, tail);
        Exception? problem;
        try
        {
            await foreach (var records in store.TailAsync(tailer.Place, tail.Token).ConfigureAwait(false))
            {
                tailer.Add(records);
                if (records.Count == 0) CatchUp(tailer);
                else if (tailer.Log == _log) waiters.Reach(records[^1].Position, _log);
                Arrivals.Tell();
                if (health.Tailing is null) continue;
                health.Tailing = null;
                _retry = new Backoff(time);
            }
        }
        catch (OperationCanceledException) when (tail.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Something is wrong with it: the watch says what.
        }
        finally
        {
            await tail.CancelAsync().ConfigureAwait(false);
            problem = await watch.ConfigureAwait(false);
        }
        if (problem is not null) throw problem;
    }

    private void CatchUp(Tailer tailer)
    {
        tailer.CatchUp();
        if (!_opened.Task.IsCompleted) tickets.Open(tailer.OrdersKnownSince);
        _opened.TrySetResult();
        if (tailer.Log == _log) return;
        tickets.BeginOver();
        var old = _log;
        OnReplacing?.Invoke(old, tailer.Log);
        _log = tailer.Log;
        completing.Clear();
        waiters.BeginOver();
        OnReplaced?.Invoke(old);
    }

    private void Abandon(Tailer? tailer)
    {
        if (tailer is not null && tailer.Log != _log) tailer.Log.Dispose();
    }

    private static TopicPast PastOf(StoredTopic topic) => new()
    {
        LostExact = topic.Lost,
        LostLatest = topic.LostLatest,
        LostKey = topic.LostKey,
        SupersederOfLost = topic.Superseder,
        CompletedAt = topic.CompletedAt,
    };
}
