using Sse.Tests.Hub;

namespace Sse.Tests.Delivery;

/// <summary>A hub whose clients are pipes.</summary>
internal sealed class PipeHub(Action<SseHubOptions>? configure = null, TimeProvider? time = null) : IDisposable
{
    public HubCore Core { get; } = TestHubs.CreateCore(configure, time);

    /// <summary>A key that hides positions.</summary>
    public static byte[] Key { get; } = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    public string Id(long sequence) => Core.Log.PositionAt(sequence).ToString();

    /// <summary>An id with plain numbers, of which E is the epoch, as the hub writes it.</summary>
    public string Written(string id)
    {
        id = id.Replace("E-", Core.Log.Epoch + "-", StringComparison.Ordinal);
        if (!SsePosition.TryParse(id, out var position) || position.Epoch != Core.Log.Epoch) return id;
        return $"{Core.Log.PositionAt(position.Sequence, position.SnapshotOf)}{(id.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? id[slash..] : "")}";
    }

    public void Publish(SseTopicSelection topics, int n, int size = 0)
    {
        if (size == 0) Core.Publish<Step, Step>(topics, new Step(n));
        else Core.Publish<Text, Text>(topics, new Text(new string('x', size)));
    }

    public (PipeSink Sink, Task<SseDisconnectReason> End) Subscribe(
        SseTopicSelection topics, long? after = null, int unread = 1 << 20, SseSlowSubscriberPolicy whenSlow = SseSlowSubscriberPolicy.Gap) =>
        Subscribe(new Resumption(Core.Log.Open(topics, conflates: false, new LogStart(LogStartKind.After, after ?? Core.Log.Newest), out _), Gap: null), unread, new DeliveryOptions { WhenSlow = whenSlow });

    /// <summary>Subscribes as a client that gives an id, or none.</summary>
    public (PipeSink Sink, Task<SseDisconnectReason> End) Resume(SseTopicSelection topics, string? id, DeliveryOptions? options = null, int unread = 1 << 20)
    {
        options ??= DeliveryOptions.Default;
        var start = id is null
            ? Resumption.From(Core.Log, topics, options.Mode, options.Mode.Snapshots ? SseStart.Snapshot : SseStart.Now)
            : Resumption.From(Core.Log, topics, options.Mode, id);
        return Subscribe(start, unread, options);
    }

    public (PipeSink Sink, Task<SseDisconnectReason> End) Subscribe(Resumption start, int unread = 1 << 20, DeliveryOptions? options = null)
    {
        var sink = new PipeSink(unread) { Log = Core.Log };
        var subscription = new StreamSubscription(Core, Core.Log, start.Cursor, options ?? DeliveryOptions.Default);
        Core.TryAdd(subscription).ShouldBeTrue();
        return (sink, RunAsync());

        async Task<SseDisconnectReason> RunAsync()
        {
            var reason = await subscription.RunAsync(sink, start.Gap);
            Core.Remove(subscription);
            sink.Overlapped.ShouldBeFalse();
            return reason;
        }
    }

    public void Dispose() => Core.Dispose();
}
