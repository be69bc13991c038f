using Sse.Tests.Delivery;
using Sse.Tests.Hub;

namespace Sse.Tests.Inspection;

/// <summary>What is seen of a hub: its streams, its topics and its log.</summary>
public sealed class HubInspectorTests : IDisposable
{
    private readonly PipeHub _hub = new(o => o.Retention.MaxEvents = 1_000);

    public void Dispose() => _hub.Dispose();

    [Theory]
    [InlineData("a", 0, 7)]
    [InlineData("a", 3, 5)]
    [InlineData("a", 12, 0)]
    [InlineData("b", 0, 6)]
    [InlineData("b", 11, 1)]
    [InlineData("a b", 4, 8)]
    [InlineData("none", 0, 1)]
    [InlineData("*", 5, 7)]
    public void The_lag_is_what_a_reader_has_before_it(string topics, long after, long lag)
    {
        // Odd ones in a, even ones in b, the last one for the whole hub.
        for (var i = 1; i <= 11; i++) _hub.Publish(i % 2 == 0 ? "b" : "a", i);
        _hub.Publish(SseTopicSelection.None, 12);
        LagOf(topics == "*" ? SseTopicSelection.All : SseTopicSelection.Of(topics.Split(' ')), after).ShouldBe(lag);
    }

    [Fact]
    public void It_is_counted_over_segments()
    {
        for (var i = 1; i <= 900; i++) _hub.Publish("a", i, size: 200);
        for (var after = 0; after <= 900; after += 90) LagOf("a", after).ShouldBe(900 - after);
    }

    [Fact]
    public async Task Deliveries_and_gaps_are_counted_of_those_who_are_here_and_those_who_have_left()
    {
        using var hub = new PipeHub(o => o.Retention.MaxEvents = 5);
        var inspector = new HubInspector(hub.Core);
        var (sink, end) = hub.Subscribe("a");
        for (var i = 1; i <= 3; i++) hub.Publish("a", i);
        await sink.ReceiveAsync(3);
        for (var i = 4; i <= 9; i++) hub.Publish("b", i);
        var (late, _) = hub.Resume("a", hub.Id(0));
        (await late.ReceiveAsync(1))[0].Name.ShouldBe("sse-gap");

        var sample = inspector.Look(10);
        (sample.Streams, sample.Delivered, sample.Lag, sample.Behind).ShouldBe((2, 3, 0, 0));
        (sample.Log.Published, sample.Log.Evicted, sample.Log.Events).ShouldBe((9, 4, 5));
        hub.Core.Counts.GapsOf(SseGapReason.Evicted).ShouldBe(1);
        hub.Core.Counts.GapsOf(SseGapReason.OtherEpoch).ShouldBe(0);
        sample.Slowest.Select(one => (one.Subscription.Delivered, one.Subscription.Gaps)).ShouldBe([(3, 0), (0, 1)]);

        HubInspector.Disconnect(hub.Core, sample.Slowest[0].Subscription.Number).ShouldBeTrue();
        (await end.Bounded()).ShouldBe(SseDisconnectReason.Disconnected);
        sample = inspector.Look(10);
        (sample.Streams, sample.Delivered).ShouldBe((1, 3));
    }

    [Fact]
    public async Task What_is_conflated_is_what_a_reader_passed_over_and_not_what_a_snapshot_left_out()
    {
        using var hub = TestHubs.CreateCore();
        for (var i = 1; i <= 20; i++) Publish(hub, "a", i);
        var inspector = new HubInspector(hub);
        var start = Resumption.From(hub.Log, "t", new ReadMode(Conflates: true, Snapshots: true), SseStart.Snapshot);
        var sink = new PipeSink(1 << 20) { Log = hub.Log };
        var subscription = new StreamSubscription(hub, hub.Log, start.Cursor, new DeliveryOptions { WhenSlow = SseSlowSubscriberPolicy.Conflate, Snapshots = true });
        hub.TryAdd(subscription).ShouldBeTrue();
        var running = subscription.RunAsync(sink, start.Gap);
        await sink.ReceiveAsync(2);
        inspector.Look(1).Conflated.ShouldBe(0);
        hub.Dispose();
        await running.Bounded();
    }

    [Fact]
    public async Task A_reader_that_conflates_counts_what_it_passed_over()
    {
        using var hub = TestHubs.CreateCore();
        var start = Resumption.From(hub.Log, "t", new ReadMode(Conflates: true), SseStart.Now);
        for (var i = 1; i <= 20; i++) Publish(hub, i % 2 == 0 ? "a" : "b", i);
        var sink = new PipeSink(1 << 20) { Log = hub.Log };
        var subscription = new StreamSubscription(hub, hub.Log, start.Cursor, new DeliveryOptions { WhenSlow = SseSlowSubscriberPolicy.Conflate });
        hub.TryAdd(subscription).ShouldBeTrue();
        var running = subscription.RunAsync(sink, start.Gap);
        await sink.ReceiveAsync(2);
        var sample = new HubInspector(hub).Look(1);
        (sample.Delivered, sample.Conflated).ShouldBe((2, 18));
        subscription.Close(SseDisconnectReason.Stopping);
        await running.Bounded();
        hub.Remove(subscription);
        sample = new HubInspector(hub).Look(1);
        (sample.Streams, sample.Delivered, sample.Conflated).ShouldBe((0, 2, 18));
    }

    [Fact]
    public void Topics_are_seen_with_what_they_hold()
    {
        for (var i = 1; i <= 300; i++) _hub.Publish($"t{i}", i);
        _hub.Publish("t7", 301);
        _hub.Core.Complete("t9");
        using var reader = new Closing(_hub.Core.Log, "t7");
        var inspector = new HubInspector(_hub.Core);
        var topics = inspector.LookAtTopics(1_000).ToArray();
        topics.Length.ShouldBe(301);
        topics[0].Name.ShouldBeNull();
        topics.Select(topic => topic.Name).Distinct().Count().ShouldBe(301);
        var seventh = topics.Single(topic => topic.Name == "t7");
        (seventh.Published, seventh.Events, seventh.Readers, seventh.Newest, seventh.IsComplete).ShouldBe((2, 2, 1, 301, false));
        seventh.Bytes.ShouldBeGreaterThan(20);
        topics.Single(topic => topic.Name == "t9").IsComplete.ShouldBeTrue();
        inspector.LookAtTopics(50).Length.ShouldBe(50);
    }

    private static void Publish(HubCore hub, string key, int n) => hub.PublishKeyed<Value, Value>("t", new Value(key, n, ""));

    private long LagOf(SseTopicSelection topics, long after)
    {
        var cursor = _hub.Core.Log.Open(topics, conflates: false, new LogStart(LogStartKind.After, after), out _);
        var lags = new long[1];
        _hub.Core.Log.FindLags([cursor], lags);
        _hub.Core.Log.Close(cursor);
        return lags[0];
    }

    private sealed class Closing(HubLog log, SseTopicSelection topics) : IDisposable
    {
        private readonly Cursor _cursor = log.Open(topics, conflates: false, new LogStart(LogStartKind.Newest), out _);

        public void Dispose() => log.Close(_cursor);
    }
}
