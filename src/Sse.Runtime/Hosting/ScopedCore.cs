namespace Sse;

/// <summary>A hub's core whose publishers reach a target instead of the log.</summary>
internal sealed class ScopedCore(HubCore hub, ISsePublishTarget target) : SseHubCore
{
    public HubCore Hub => hub;

    public override int SubscriberCount => hub.SubscriberCount;

    public override SsePosition Position => hub.Position;

    public override SseLatest GetLatest(SseTopicSelection topics) => hub.GetLatest(topics);

    public override int Disconnect(SseTopicSelection topics, Predicate<SseSubscriber>? which = null, bool forGood = false) => hub.Disconnect(topics, which, forGood);

    public override int DisconnectClaim(string type, string value, bool forGood) => hub.DisconnectClaim(type, value, forGood);

    public override int CountSubscribers(SseTopicSelection topics) => hub.CountSubscribers(topics);

    public override IAsyncEnumerable<SseHubMessage> ReadAllAsync(SseTopicSelection topics, SseStart from, CancellationToken cancellationToken = default) =>
        hub.ReadAllAsync(topics, from, cancellationToken);

    public override void Complete(SseTopicSelection topics)
    {
        HubCore.CheckCompletion(topics);
        target.Publish(new StoreRecord { Kind = StoreRecordKind.Completion, Topics = [.. topics], At = hub.Time.GetUtcNow() });
    }

    internal override void Append(scoped in SseAppend append)
    {
        hub.Check(append);
        using var span = hub.Tracer.Publish(append.Frame);
        target.Publish(RecordOf(append));
    }

    internal override ValueTask<SsePosition> AppendAsync(scoped in SseAppend append)
    {
        hub.Check(append);
        if (append.CancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<SsePosition>(append.CancellationToken);
        StoreRecord record;
        // The span is that of handing the event over: it is published with the transaction.
        using (hub.Tracer.Publish(append.Frame)) record = RecordOf(append);
        return PublishAsync(record, append.CancellationToken);
    }

    internal override bool TryReadLatest(SseTopicSelection topics, scoped ReadOnlySpan<byte> key, ref SseFrameWriter data, out SsePosition position) =>
        hub.TryReadLatest(topics, key, ref data, out position);

    protected override void Dispose(bool disposing)
    {
        // The hub is its owner's.
    }

    private StoreRecord RecordOf(scoped in SseAppend append)
    {
        var at = hub.Time.GetUtcNow();
        if (hub.Tracer.Carried is not { } context) return StoreRecord.Of(append, at);
        using var traced = new TracedFrame(context, append.Frame);
        return StoreRecord.Of(append with { Frame = traced.Written }, at);
    }

    private async ValueTask<SsePosition> PublishAsync(StoreRecord record, CancellationToken cancellationToken)
    {
        await target.PublishAsync(record, cancellationToken).ConfigureAwait(false);
        return default;
    }
}
