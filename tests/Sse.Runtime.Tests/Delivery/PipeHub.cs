using Sse.Tests.Hub;

namespace Sse.Tests.Delivery;

/// <summary>A hub whose clients are pipes.</summary>
internal sealed class PipeHub(Action<SseHubOptions>? configure = null) : IDisposable
{
    public HubCore Core { get; } = TestHubs.CreateCore(configure);

    public string Id(long sequence) => new SsePosition(Core.Log.Epoch, sequence).ToString();

    public void Publish(SseTopicSelection topics, int n, int size = 0)
    {
        if (size == 0) Core.Publish<Step, Step>(topics, new Step(n));
        else Core.Publish<Text, Text>(topics, new Text(new string('x', size)));
    }

    public (PipeSink Sink, Task<SseDisconnectReason> End) Subscribe(
        SseTopicSelection topics, long? after = null, int unread = 1 << 20, SlowSubscriber whenSlow = SlowSubscriber.Gap) =>
        Subscribe(new Resumption(Core.Log.Open(topics, after ?? Core.Log.Newest), Gap: null), unread, whenSlow);

    public (PipeSink Sink, Task<SseDisconnectReason> End) Subscribe(Resumption start, int unread = 1 << 20, SlowSubscriber whenSlow = SlowSubscriber.Gap)
    {
        var sink = new PipeSink(unread);
        var subscription = new StreamSubscription(Core.Log, start.Cursor, whenSlow, user: null, DateTimeOffset.UnixEpoch);
        Core.TryAdd(subscription).ShouldBeTrue();
        return (sink, RunAsync());

        async Task<SseDisconnectReason> RunAsync()
        {
            var reason = await subscription.RunAsync(sink, start.Gap);
            Core.Readers.Remove(subscription);
            sink.Overlapped.ShouldBeFalse();
            return reason;
        }
    }

    public static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public void Dispose() => Core.Dispose();
}
