using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>One hub at work: its log, those who read it, and the pump between them.</summary>
internal sealed class HubCore : SseHubCore
{
    private readonly SseEventReader _reader;
    private readonly RecentDisconnects _disconnects;
    private readonly int _maxEventBytes;
    private readonly int _maxSubscribers;
    private readonly HubLog _log;
    private readonly IAppends? _appends;
    private readonly OccupancyNotifier _occupancy;
    private readonly Publishing _publishing;
    private Pump? _pump;
    private int _subscribers;
    private volatile bool _stopped;

    /// <summary>Puts a hub together.</summary>
    /// <param name="log">Its log.</param>
    /// <param name="reader">Reads the hub's events.</param>
    /// <param name="options">What holds for the hub.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what goes wrong.</param>
    /// <param name="appends">Who orders what is published; null when the log does, in memory.</param>
    /// <param name="instruments">Those of its application; null where nobody counts.</param>
    /// <param name="name">The name of the hub's class; null for one that is not to be seen in what is measured.</param>
    public HubCore(HubLog log, SseEventReader reader, SseHubOptions options, TimeProvider time, ILogger logger, IAppends? appends = null, Instruments? instruments = null, string? name = null)
    {
        _appends = appends;
        _log = log;
        Time = time;
        Meter = new HubMeter(instruments ?? Instruments.Nobodys, name, () => Log, appends);
        Tracer = new HubTracer(name, options.CarriesTraceContext);
        _publishing = new Publishing(log, appends, Meter, Tracer);
        Delays = new DelayQueue(time);
        _disconnects = new RecentDisconnects(time);
        Tickets = new HubTickets(appends, time);
        Options = options;
        _reader = reader;
        _maxEventBytes = options.MaxEventBytes;
        Replays = new Replays(options.Limits.MaxReplays, time);
        _maxSubscribers = options.MaxSubscribers ?? int.MaxValue;
        _occupancy = new OccupancyNotifier(options.OnTopicOccupancyChanged, logger);
        Serve(log);
        if (appends is null) return;
        appends.OnReplacing = OnReplacing;
        appends.OnReplaced = OnReplaced;
        appends.OnDisconnect = OnDisconnect;
        appends.OnReceived = Tracer.Received;
    }

    /// <summary>What it reads from at the moment.</summary>
    public HubLog Log => _appends?.Log ?? _log;

    public TimeProvider Time { get; }

    public SseHubOptions Options { get; }

    /// <summary>Where readers with a maximum frequency wait.</summary>
    public DelayQueue Delays { get; }

    /// <summary>Whether it takes nobody any more.</summary>
    public bool IsStopped => _stopped;

    /// <summary>Whether it has as many streams as it may, at the moment.</summary>
    public bool IsFull => SubscriberCount >= _maxSubscribers;

    /// <summary>How many replay at a time that have no place in the log.</summary>
    public Replays Replays { get; }

    /// <summary>Counts what happens in it.</summary>
    public HubMeter Meter { get; }

    /// <summary>Its spans.</summary>
    public HubTracer Tracer { get; }

    /// <summary>What became of its streams.</summary>
    public HubCounts Counts { get; } = new();

    /// <summary>Redeems its tickets.</summary>
    public HubTickets Tickets { get; }

    /// <summary>Called with an order of another process that means streams of every sort.</summary>
    public Action<ClaimDisconnect>? OnOthersDisconnect { get; init; }

    public override int SubscriberCount => Volatile.Read(ref _subscribers);

    public override SsePosition Position => Opened.PositionAt(Log.Newest);

    /// <summary>How many events were published that are not in the log yet.</summary>
    public long Queued => _appends?.Queued ?? 0;

    /// <summary>For how long readers have waited to be told that there is more.</summary>
    public TimeSpan DeliveryDelay => Volatile.Read(ref _pump)?.Wait ?? TimeSpan.Zero;

    /// <summary>What is between it and its store; null when its log lives in memory.</summary>
    public IAppends? Store => _appends;

    /// <summary>Why nothing comes into the log at the moment; null when all is well.</summary>
    public Exception? Problem => _appends?.Problem;

    private HubLog Opened => _appends is not { IsOpen: false } ? Log : throw new InvalidOperationException("The hub's stored log is not open yet: the host opens it when it starts. Only publishing is possible before.");

    /// <summary>Opens the log: nothing may be read or published before.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) => _appends?.OpenAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Takes no more, and lets what was published arrive where it is kept.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _appends?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Takes a stream in: it is woken from now on.</summary>
    /// <param name="subscription">The stream.</param>
    /// <param name="since">When it was asked for: who was disconnected since then ends. Left out, that is now.</param>
    /// <returns>False when there are as many as there may be, or the hub has stopped: then it is removed already.</returns>
    public bool TryAdd(Subscription subscription, long since = long.MaxValue)
    {
        if (!TryEnter(_maxSubscribers))
        {
            subscription.Leave();
            return false;
        }
        if (Options.Limits.MaxStreamsPerTopic is { } perTopic && !subscription.TryCount(perTopic))
        {
            Remove(subscription);
            return false;
        }
        Begin(subscription);
        if (_disconnects.Find(subscription, since) is { } reason) subscription.Close(reason);
        return true;
    }

    /// <summary>Lets a subscription go.</summary>
    public void Remove(Subscription subscription)
    {
        subscription.Leave();
        Counts.OnLeft(subscription);
        Interlocked.Decrement(ref _subscribers);
    }

    public override void Complete(SseTopicSelection topics)
    {
        CheckCompletion(topics);
        if (_appends is null) _log.Complete(topics);
        else _appends.Complete(topics);
    }

    public override int Disconnect(SseTopicSelection topics, Predicate<SseSubscriber>? which = null, bool forGood = false)
    {
        _disconnects.Add(topics, which, forGood);
        var reason = forGood ? SseDisconnectReason.DisconnectedForGood : SseDisconnectReason.Disconnected;
        var count = 0;
        foreach (var reader in Log.ReadersOf(topics))
            if (reader is Subscription subscription && which?.Invoke(subscription) != false && subscription.Close(reason)) count++;
        return count;
    }

    public override int DisconnectClaim(string type, string value, bool forGood) => Disconnect(OrderOf(type, value, forGood, isForEveryStream: false));

    /// <summary>An order to disconnect, given now.</summary>
    public ClaimDisconnect OrderOf(string type, string value, bool forGood, bool isForEveryStream)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentNullException.ThrowIfNull(value);
        return new ClaimDisconnect(type, value, forGood, isForEveryStream, Time.GetUtcNow());
    }

    /// <summary>Carries an order out, here at once, and has the other processes that read the log do so.</summary>
    public int Disconnect(ClaimDisconnect order)
    {
        // First: what a client was given before must not let it in again.
        Tickets.Book.Add(order);
        var count = DisconnectHere(order);
        _appends?.Disconnect(order);
        return count;
    }

    public override int CountSubscribers(SseTopicSelection topics) => Log.CountReaders(topics);

    public override SseLatest GetLatest(SseTopicSelection topics) => LatestReader.Read(Opened, topics, _reader);

    public override async IAsyncEnumerable<SseHubMessage> ReadAllAsync(
        SseTopicSelection topics, SseStart from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var mode = new ReadMode(Snapshots: from.IsSnapshot);
        while (true)
        {
            if (from.Position is { } position && Log.TryReveal(ref position))
                while (!_stopped && !await WaitForAsync(position, cancellationToken).ConfigureAwait(false)) { }
            var log = Opened;
            var start = Resumption.From(log, topics, mode, from);
            var subscription = new LocalSubscription(log, start.Cursor, mode, _reader, Time.GetUtcNow(), Counts);
            TryEnter(int.MaxValue);
            Begin(subscription);
            try
            {
                await foreach (var message in subscription.ReadAsync(start.Gap, cancellationToken).ConfigureAwait(false)) yield return message;
                if (!subscription.LogWasReplaced) yield break;
                // On as a client would that comes back: a place that isn't of the log that there is now is a gap.
                from = SseStart.After(Resumption.PositionOf(log, start.Cursor));
            }
            finally
            {
                Remove(subscription);
            }
        }
    }

    /// <summary>Whether a client names a position of this log that isn't here yet: with a stored log another process may have told it.</summary>
    public bool IsAhead(string? id, out SsePosition position)
    {
        position = default;
        return _appends is not null && id is not null
            && Log.Read(id, out position) == SseEventIdForm.Position
            && string.Equals(position.Epoch, Log.Epoch, StringComparison.Ordinal)
            && Math.Max(position.Sequence, position.SnapshotOf ?? 0) > Log.Newest;
    }

    /// <summary>Waits, not for long, until a position that a client names is here, when another process may have told it.</summary>
    /// <returns>False when nobody can say at the moment whether there is such a position.</returns>
    public ValueTask<bool> WaitForAsync(SsePosition position, CancellationToken cancellationToken) =>
        _appends is null || Math.Max(position.Sequence, position.SnapshotOf ?? 0) <= Log.Newest ? new(true) : _appends.WaitForAsync(position, cancellationToken);

    internal override void Append(scoped in SseAppend append)
    {
        Check(append);
        _publishing.Append(append);
    }

    internal override ValueTask<SsePosition> AppendAsync(scoped in SseAppend append)
    {
        Check(append);
        return append.CancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<SsePosition>(append.CancellationToken) : _publishing.AppendAsync(append);
    }

    internal override bool TryReadLatest(SseTopicSelection topics, scoped ReadOnlySpan<byte> key, ref SseFrameWriter data, out SsePosition position)
    {
        if (topics.IsAll || topics.Count > 1) throw new ArgumentException("A key belongs to one topic, or to the whole hub.", nameof(topics));
        return LatestReader.TryRead(Opened, topics, key, ref data, out position);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing || _stopped) return;
        _stopped = true;
        Meter.Dispose();
        _appends?.Dispose();
        Log.Dispose();
        Delays.Dispose();
        Replays.Dispose();
        foreach (var reader in Log.ReadersOf(SseTopicSelection.All)) ((Subscription)reader).Close(SseDisconnectReason.Stopping);
    }

    private bool TryEnter(int limit)
    {
        while (true)
        {
            var count = Volatile.Read(ref _subscribers);
            if (count >= limit || (_stopped && limit != int.MaxValue)) return false;
            if (Interlocked.CompareExchange(ref _subscribers, count + 1, count) == count) return true;
        }
    }

    // A hub that stops closes the log, then those whom the log knows: who isn't among them learns it here.
    private void Begin(Subscription subscription)
    {
        if (!subscription.Attach()) subscription.Close(_stopped ? SseDisconnectReason.Stopping : SseDisconnectReason.LogReplaced);
    }

    private void Serve(HubLog log)
    {
        log.OnOccupied = _occupancy.Enqueue;
        var pump = new Pump(log.TakeWoken, Time);
        log.OnMarked = pump.OnMarked;
        Volatile.Write(ref _pump, pump);
        log.Times = Meter.TimesOf(Time);
    }

    private void OnReplacing(HubLog old, HubLog next)
    {
        foreach (var topic in old.Retire()) _occupancy.Enqueue(topic, occupied: false);
        Serve(next);
    }

    private void OnDisconnect(ClaimDisconnect order)
    {
        DisconnectHere(order);
        if (order.IsForEveryStream) OnOthersDisconnect?.Invoke(order);
    }

    private int DisconnectHere(ClaimDisconnect order) =>
        Disconnect(SseTopicSelection.None, subscriber => order.Means(subscriber.User, subscriber.ConnectedAt), order.ForGood);

    private void OnReplaced(HubLog old)
    {
        Meter.OnReplaced(old);
        old.Dispose();
        foreach (var reader in old.ReadersOf(SseTopicSelection.All)) ((Subscription)reader).Close(SseDisconnectReason.LogReplaced);
    }

    /// <summary>Says whether topics can be completed.</summary>
    /// <exception cref="ArgumentException">They can't: none is named.</exception>
    public static void CheckCompletion(SseTopicSelection topics)
    {
        if (topics.Count == 0) throw new ArgumentException("Only named topics can be completed.", nameof(topics));
    }

    /// <summary>Says whether an event can be published.</summary>
    /// <exception cref="ArgumentException">It can't.</exception>
    public void Check(scoped in SseAppend append)
    {
#pragma warning disable MA0015 // The argument at fault is the publisher's, a call above.
        if (append.Topics.IsAll) throw new ArgumentException("All topics is for subscribers. Publish to the whole hub with no topic.");
        if (append.IsKeyed && append.Topics.Count > 1) throw new ArgumentException("An event with a key goes to one topic, or to the whole hub: each topic has keys of its own. Publish it to one topic after the other.");
        if (append.Frame.Length > _maxEventBytes)
            throw new ArgumentException($"The event has {append.Frame.Length} bytes as it is sent; the hub admits {_maxEventBytes} ({nameof(SseHubOptions.MaxEventBytes)}).");
#pragma warning restore MA0015
    }
}
