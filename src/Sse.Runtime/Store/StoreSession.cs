using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>A hub's connection with its store, from the start of the host to its end.</summary>
internal sealed class StoreSession : IAppends
{
    private static readonly TimeSpan TrimPeriod = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(10);
    private const int AnswersToBelieve = 2;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    private readonly ILogStore _store;
    private readonly SseRetentionOptions _retention;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AppendQueue _queue;
    private readonly PublishWaiters _waiters = new();
    private readonly CompletingTopics _completing = new();
    private readonly Appender _appender;
    private readonly LogCopy _copy;
    private readonly CancellationTokenSource _end = new();
    private readonly StoreHealth _health = new();
    private Task _appending = Task.CompletedTask;
    private Task _tailing = Task.CompletedTask;
    private ITimer? _nudge;
    private readonly Guid _node = Guid.NewGuid();
    private int _stopped;
    private bool _isOpen;

    public StoreSession(ILogStore store, Func<HubLog> createLog, AppendQueue queue, SseRetentionOptions retention, TimeProvider time, ILogger logger)
    {
        (_store, _queue, _retention, _time, _logger) = (store, queue, retention, time, logger);
        Tickets = new TicketBook(time, ClockSkew);
        _copy = new LogCopy(store, createLog(), createLog, isWhole: retention.MaxBytesInMemory is null, Tickets, _waiters, _completing, _health, time, logger);
        _appender = new Appender(store, _queue, _waiters, _copy, new StoreTrimmer(store, _copy, retention, logger), _health, time, logger);
        _copy.OnOrder = Take;
    }

    /// <inheritdoc/>
    public HubLog Log => _copy.Log;

    /// <inheritdoc/>
    public Action<HubLog, HubLog>? OnReplacing
    {
        get => _copy.OnReplacing;
        set => _copy.OnReplacing = value;
    }

    /// <inheritdoc/>
    public Action<HubLog>? OnReplaced
    {
        get => _copy.OnReplaced;
        set => _copy.OnReplaced = value;
    }

    /// <inheritdoc/>
    public Action<ClaimDisconnect>? OnDisconnect { get; set; }

    /// <inheritdoc/>
    public TicketBook Tickets { get; }

    /// <inheritdoc/>
    public string StoreName => _store.GetType().Name;

    /// <inheritdoc/>
    public Exception? Problem => _health.Problem;

    /// <inheritdoc/>
    public bool IsOpen => Volatile.Read(ref _isOpen);

    /// <inheritdoc/>
    public long Queued => _queue.Count;

    /// <summary>Opens the store and reads back what it has.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (IsOpen) return;
        if (_retention.KeepLatest is not null && _store.Traits.ForgetsKeys)
            throw new SseStoreException($"The hub's store can't keep the newest event of each key longer than others. Set {nameof(SseHubOptions.Retention)}.{nameof(SseRetentionOptions.KeepLatest)} to null, or choose another store.");
        var tailer = await _copy.OpenAsync(cancellationToken).ConfigureAwait(false);
        _tailing = Task.Run(() => _copy.RunAsync(tailer, _end.Token), CancellationToken.None);
        await _copy.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _isOpen, true);
        _appending = Task.Run(() => _appender.RunAsync(_end.Token), CancellationToken.None);
        // What is too old goes although nothing new comes.
        _nudge = _time.CreateTimer(static queue => ((AppendQueue)queue!).Nudge(), _queue, TrimPeriod, TrimPeriod);
    }

    /// <summary>Hands an event over.</summary>
    public void Publish(scoped in SseAppend append)
    {
        ThrowIfComplete(append.Topics);
        _queue.Add(new PendingAppend(StoreRecord.Of(append, _time.GetUtcNow()), waiter: null));
    }

    /// <summary>Hands an event over; completes when it has come back.</summary>
    public Task<SsePosition> PublishAsync(scoped in SseAppend append)
    {
        ThrowIfComplete(append.Topics);
        var waiter = new TaskCompletionSource<SsePosition>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(new PendingAppend(StoreRecord.Of(append, _time.GetUtcNow()), waiter));
        return append.CancellationToken.CanBeCanceled ? waiter.Task.WaitAsync(append.CancellationToken) : waiter.Task;
    }

    /// <summary>Hands the completion of topics over.</summary>
    public void Complete(SseTopicSelection topics)
    {
        _completing.Add(topics);
        try
        {
            _queue.Add(new PendingAppend(new StoreRecord { Kind = StoreRecordKind.Completion, Topics = [.. topics], At = _time.GetUtcNow() }, waiter: null));
        }
        catch
        {
            _completing.Remove(topics);
            throw;
        }
    }

    /// <summary>Hands an order to disconnect over.</summary>
    public void Disconnect(ClaimDisconnect order) => _queue.Add(new PendingAppend(DisconnectRecord.Of(order, _node), waiter: null));

    /// <inheritdoc/>
    public Task ClaimAsync(TicketClaim claim)
    {
        var waiter = new TaskCompletionSource<SsePosition>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(new PendingAppend(TicketRecord.Of(claim, _time.GetUtcNow()), waiter));
        return waiter.Task;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WaitForAsync(SsePosition position, CancellationToken cancellationToken)
    {
        var sequence = Math.Max(position.Sequence, position.SnapshotOf ?? 0);
        bool IsHere() => Log is var log && (log.Newest >= sequence || !string.Equals(log.Epoch, position.Epoch, StringComparison.Ordinal));

        for (var answer = 1; ; answer++)
        {
            if (await _copy.Arrivals.WaitUntilAsync(IsHere, ShortWait, cancellationToken).ConfigureAwait(false)) return true;
            StoredPlace newest;
            try { newest = await _copy.AskForNewestAsync(cancellationToken).ConfigureAwait(false); }
            catch (Exception) when (!cancellationToken.IsCancellationRequested) { return false; }
            if (!string.Equals(newest.Epoch, position.Epoch, StringComparison.Ordinal)) return true;
            if (newest.Position >= sequence) return await _copy.Arrivals.WaitUntilAsync(IsHere, LongWait, cancellationToken).ConfigureAwait(false);
            // One that answers may be behind the others itself, for a while.
            if (answer == AnswersToBelieve) return true;
        }
    }

    /// <summary>Takes no more, and stores what waits. What can't be stored in time is given up: told to who waits for it, and logged.</summary>
    /// <param name="cancellationToken">The time is over.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0) return;
        _queue.Complete();
        if (_nudge is not null) await _nudge.DisposeAsync().ConfigureAwait(false);
        await _appending.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_appending, _tailing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var reason = new SseHubStoppedException("The hub stopped before the event was stored.");
        var lost = _appender.GiveUp(reason);
        // Stored, but nobody will see it here any more.
        _waiters.Fail(new SseHubStoppedException("The hub stopped before the stored event came back."));
        if (lost > 0) _logger.EventsGivenUp(lost);
        await _store.DisposeAsync().ConfigureAwait(false);
        _copy.Dispose();
    }

    public void Dispose() => _ = StopAsync(new CancellationToken(canceled: true));

    private void Take(StoredRecord record, bool isNew)
    {
        if (record.Kind == StoreRecordKind.Ticket)
        {
            if (TicketRecord.Read(record) is { } claim) Tickets.Add(claim);
        }
        else if (DisconnectRecord.Read(record, _node) is { } order)
        {
            Tickets.Add(order);
            // Of what is read back nobody has a stream yet.
            if (isNew) OnDisconnect?.Invoke(order);
        }
    }

    private void ThrowIfComplete(SseTopicSelection topics)
    {
        _completing.ThrowIfAny(topics);
        Log.ThrowIfComplete(topics);
    }
}
