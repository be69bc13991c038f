namespace Sse.Tests.Delivery;

/// <summary>Readers with a maximum frequency: a delivery at most once in ten seconds.</summary>
public sealed class FrequencyTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    // Behind it by a tick of the queue, which is as exact as that.
    private static readonly TimeSpan Past = Interval + TimeSpan.FromMilliseconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly PipeHub _hub;

    public FrequencyTests() => _hub = new PipeHub(time: _time);

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task The_first_comes_at_once_and_so_does_what_comes_after_a_longer_silence()
    {
        var (sink, _) = Subscribe();
        Publish("a", 1);
        (await sink.ReceiveAsync(1)).Count.ShouldBe(1);
        _time.Advance(Past);
        Publish("a", 2);
        (await sink.ReceiveAsync(2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_comes_meanwhile_waits_keys_conflated_and_the_rest_in_order()
    {
        var (sink, _) = Subscribe();
        Publish("a", 1);
        await sink.ReceiveAsync(1);

        foreach (var n in new[] { 2, 3 }) Publish("a", n);
        _hub.Publish("t", 4);
        Publish("b", 5);
        _hub.Publish("t", 6);
        Publish("b", 7);
        await Waiting();
        _time.Advance(Interval - TimeSpan.FromMilliseconds(10));
        await Waiting();
        sink.Unread().ShouldBeEmpty();

        _time.Advance(TimeSpan.FromMilliseconds(20));
        (await sink.ReceiveAsync(5)).Select(e => e.Sequence).ShouldBe([1L, 3L, 4L, 6L, 7L]);
    }

    [Fact]
    public async Task A_delivery_takes_as_many_flushes_as_it_needs()
    {
        var (sink, _) = await MuchWaitsAsync();
        _time.Advance(Past);
        (await sink.ReceiveAsync(201)).Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 201).Select(i => (long)i));
        sink.Flushes.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task What_is_published_while_a_delivery_is_sent_is_of_the_next_one()
    {
        var (sink, _) = await MuchWaitsAsync(unread: 1_000);
        _time.Advance(Past);
        await Wait.Until(() => sink.Flushes > 1);

        Publish("0", 2);
        Publish("a", 2);
        (await sink.ReceiveAsync(201)).Count.ShouldBe(201);
        await Waiting();
        sink.Unread().ShouldBeEmpty();
        _time.Advance(Past);
        (await sink.ReceiveAsync(203)).Skip(201).Select(e => e.Sequence).ShouldBe([202L, 203L]);
    }

    [Fact]
    public async Task A_completion_does_not_wait_nor_what_is_left_before_it()
    {
        var (sink, end) = await MuchWaitsAsync();

        _hub.Core.Complete("t");

        (await sink.ReceiveAsync(201)).Count.ShouldBe(201);
        (await end.WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldBe(SseDisconnectReason.Completed);
    }

    [Fact]
    public async Task A_completion_does_not_wait_that_comes_while_a_delivery_is_sent()
    {
        var (sink, end) = await MuchWaitsAsync(unread: 1_000);
        _time.Advance(Past);
        await Wait.Until(() => sink.Flushes > 1);

        Publish("0", 2);
        _hub.Core.Complete("t");

        (await sink.ReceiveAsync(202)).Count.ShouldBe(202);
        (await end.WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldBe(SseDisconnectReason.Completed);
    }

    [Fact]
    public async Task A_snapshot_a_gap_and_the_snapshot_behind_it_do_not_wait()
    {
        using var hub = new PipeHub(o => (o.Retention.MaxEvents, o.Retention.KeepLatest) = (5, new()), _time);
        for (var key = 0; key < 200; key++) hub.Core.PublishKeyed<Value, Value>("t", new Value($"{key}", 1, new('x', 2_000)));
        var options = new DeliveryOptions { Interval = Interval, Snapshots = true };

        var (fresh, _) = hub.Resume("t", id: null, options);
        (await fresh.ReceiveAsync(201))[^1].Name.ShouldBe("sse-live");
        var (late, _) = hub.Resume("t", "unknown", options);
        var events = await late.ReceiveAsync(202);
        events[0].Name.ShouldBe("sse-gap");
        events[^1].Name.ShouldBe("sse-live");
    }

    [Fact]
    public async Task One_that_has_ended_waits_no_longer()
    {
        var (sink, end) = Subscribe();
        Publish("a", 1);
        await sink.ReceiveAsync(1);
        Publish("a", 2);
        await Waiting();

        _hub.Core.Disconnect("t", null);

        (await end.WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldBe(SseDisconnectReason.Disconnected);
        _hub.Core.Delays.Count.ShouldBe(0);
        sink.Unread().ShouldBeEmpty();
    }

    private (PipeSink Sink, Task<SseDisconnectReason> End) Subscribe(int unread = 1 << 20) =>
        _hub.Resume("t", id: null, new DeliveryOptions { Interval = Interval }, unread);

    /// <summary>A reader that has got one event, and for which 200 larger ones wait: more than goes out in a flush.</summary>
    private async Task<(PipeSink Sink, Task<SseDisconnectReason> End)> MuchWaitsAsync(int unread = 1 << 20)
    {
        var (sink, end) = Subscribe(unread);
        Publish("a", 1);
        await sink.ReceiveAsync(1);
        for (var key = 0; key < 200; key++) Publish($"{key}", 1, size: 2_000);
        await Waiting();
        return (sink, end);
    }

    private void Publish(string key, int n, int size = 0) => _hub.Core.PublishKeyed<Value, Value>("t", new Value(key, n, new('x', size)));

    private Task Waiting() => Wait.Until(() => _hub.Core.Delays.Count == 1);
}

[SseEvent("keyed")]
internal sealed partial record Value([SseKey] string Key, int N, string Text);
