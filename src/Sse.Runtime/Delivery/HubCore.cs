using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>One hub at work: its log, those who read it, and the pump between them.</summary>
internal sealed class HubCore : SseHubCore
{
    private static readonly TimeSpan AgePeriod = TimeSpan.FromSeconds(1);

    private readonly ISseLog _log;
    private readonly SseEventReader _reader;
    private readonly TimeProvider _time;
    private readonly int _maxEventBytes;
    private readonly int _maxSubscribers;
    private readonly Lock _agesLock = new();
    private ITimer? _ages;
    private volatile bool _stopped;

    public HubCore(ISseLog log, SseEventReader reader, SseHubOptions options, TimeProvider time, ILogger logger)
    {
        _log = log;
        _reader = reader;
        _time = time;
        _maxEventBytes = options.MaxEventBytes;
        _maxSubscribers = options.MaxSubscribers ?? int.MaxValue;
        Readers = new Subscribers(new OccupancyNotifier(options.OnTopicOccupancyChanged, logger));
        _log.Appended = new Pump(Readers).OnAppended;
    }

    public ISseLog Log => _log;

    public TimeProvider Time => _time;

    public Subscribers Readers { get; }

    public override int SubscriberCount => Readers.Count;

    public override SsePosition Position => new(_log.Epoch, _log.Newest);

    /// <summary>Takes a stream in.</summary>
    /// <returns>False when there are as many as there may be, or the hub has stopped: then it is removed already.</returns>
    public bool TryAdd(StreamSubscription subscription)
    {
        if (_stopped || !Readers.TryAdd(subscription, _maxSubscribers))
        {
            subscription.CloseCursor();
            return false;
        }
        if (subscription.ExpiresAt != long.MaxValue) WatchAges();
        if (_stopped) subscription.Close(SseDisconnectReason.Stopping);
        return true;
    }

    /// <summary>Lets a subscription go.</summary>
    public void Remove(Subscription subscription)
    {
        Readers.Remove(subscription);
        subscription.CloseCursor();
    }

    public override void Complete(SseTopicSelection topics)
    {
        if (topics.Count == 0) throw new ArgumentException("Only named topics can be completed.", nameof(topics));
        _log.Complete(topics);
    }

    public override int Disconnect(SseTopicSelection topics, Predicate<SseSubscriber>? which = null) =>
        Readers.Of(topics).Count(subscription => which?.Invoke(subscription) != false && subscription.Close(SseDisconnectReason.Disconnected));

    public override int CountSubscribers(SseTopicSelection topics) => Readers.CountOf(topics);

    public override async IAsyncEnumerable<SseHubMessage> SubscribeAsync(
        SseTopicSelection topics, SseStart from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var start = Resumption.From(_log, topics, from);
        var subscription = new LocalSubscription(_log, start.Cursor, _reader, _time.GetUtcNow());
        Readers.TryAdd(subscription, int.MaxValue);
        if (_stopped) subscription.Close(SseDisconnectReason.Stopping);
        try
        {
            await foreach (var message in subscription.ReadAsync(start.Gap, cancellationToken).ConfigureAwait(false)) yield return message;
        }
        finally
        {
            Remove(subscription);
        }
    }

    protected override void Append(SseTopicSelection topics, ref SseFrameWriter frame)
    {
        Check(topics, frame.Written.Length);
        _log.Append(topics, frame.Written);
    }

    protected override ValueTask<SsePosition> AppendAsync(SseTopicSelection topics, ref SseFrameWriter frame, CancellationToken cancellationToken)
    {
        Check(topics, frame.Written.Length);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<SsePosition>(cancellationToken);
        var append = _log.AppendAsync(topics, frame.Written, cancellationToken);
        return append.IsCompletedSuccessfully ? new(new SsePosition(_log.Epoch, append.Result)) : WaitAsync(append);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing || _stopped) return;
        _stopped = true;
        _log.Dispose();
        lock (_agesLock)
        {
            _ages?.Dispose();
            _ages = null;
        }
        foreach (var subscription in Readers.Of(SseTopicSelection.All)) subscription.Close(SseDisconnectReason.Stopping);
    }

    private async ValueTask<SsePosition> WaitAsync(ValueTask<long> append) => new(_log.Epoch, await append.ConfigureAwait(false));

    private void Check(SseTopicSelection topics, int bytes)
    {
        if (topics.IsAll) throw new ArgumentException("All topics is for subscribers. Publish to the whole hub with no topic.", nameof(topics));
        if (bytes > _maxEventBytes)
#pragma warning disable MA0015 // The argument at fault is the publisher's, a call above.
            throw new ArgumentException($"The event has {bytes} bytes as it is sent; the hub admits {_maxEventBytes} ({nameof(SseHubOptions.MaxEventBytes)}).");
#pragma warning restore MA0015
    }

    private void WatchAges()
    {
        lock (_agesLock)
        {
            if (_stopped || _ages is not null) return;
            // The timer would keep the first request's context, and all it holds, for the hub's life.
            var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
            try { _ages = _time.CreateTimer(static self => ((HubCore)self!).CloseTheOld(), this, AgePeriod, AgePeriod); }
            finally { flow.Dispose(); }
        }
    }

    private void CloseTheOld()
    {
        var now = _time.GetTimestamp();
        foreach (var subscription in Readers.Of(SseTopicSelection.All))
            if (subscription.ExpiresAt <= now) subscription.Close(SseDisconnectReason.MaxAge);
    }
}
