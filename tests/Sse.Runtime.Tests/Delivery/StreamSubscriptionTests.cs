namespace Sse.Tests.Delivery;

public class StreamSubscriptionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Sends_what_is_published_after_it_began_and_what_was_before_from_where_it_begins()
    {
        using var hub = new PipeHub();
        hub.Publish("t", 1);
        hub.Publish("t", 2);
        var (sink, _) = hub.Subscribe("t", after: 1);
        hub.Publish("t", 3);
        (await sink.ReceiveAsync(2)).Select(e => e.Sequence).ShouldBe([2L, 3L]);
    }

    [Fact]
    public async Task What_came_while_the_client_was_busy_goes_out_in_one_flush()
    {
        using var hub = new PipeHub();
        var (sink, _) = hub.Subscribe("t", unread: 100);
        hub.Publish("t", 1, size: 200);
        await Wait.Until(() => sink.Flushes == 1);
        for (var i = 2; i <= 500; i++) hub.Publish("t", i);
        (await sink.ReceiveAsync(500)).Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 500).Select(i => (long)i));
        sink.Flushes.ShouldBe(2);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_holds_nobody_and_is_told_what_it_lost()
    {
        using var hub = new PipeHub(o => o.Retention.MaxEvents = 100);
        var (stalled, _) = hub.Subscribe("t", unread: 100);
        var (other, _) = hub.Subscribe("t");
        hub.Publish("t", 1, size: 200);
        await Wait.Until(() => stalled.Flushes == 1);
        for (var i = 2; i <= 1_000; i++)
        {
            hub.Publish("t", i);
            if (i % 50 == 0) (await other.ReceiveAsync(i)).Count.ShouldBe(i);
        }
        (await other.ReceiveAsync(1_000)).Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 1_000).Select(i => (long)i));

        var got = await stalled.ReceiveAsync(102);
        got[0].Sequence.ShouldBe(1);
        got[1].Name.ShouldBe("sse-gap");
        got[1].Data.ShouldBe($$"""{"reason":"Evicted","requested":"{{hub.Id(1)}}","oldest":"{{hub.Id(900)}}","resumed":"{{hub.Id(900)}}"}""");
        got[1].Id.ShouldBe(hub.Id(900));
        got.Skip(2).Select(e => e.Sequence).ShouldBe(Enumerable.Range(901, 100).Select(i => (long)i));
    }

    [Fact]
    public async Task A_client_that_falls_behind_is_disconnected_where_the_endpoint_says_so()
    {
        using var hub = new PipeHub(o => o.Retention.MaxEvents = 10);
        var (sink, end) = hub.Subscribe("t", unread: 100, whenSlow: SseSlowSubscriberPolicy.Disconnect);
        hub.Publish("t", 1, size: 200);
        await Wait.Until(() => sink.Flushes == 1);
        for (var i = 2; i <= 100; i++) hub.Publish("t", i);
        await sink.ReceiveAsync(1);
        (await end.WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldBe(SseDisconnectReason.TooSlow);
    }

    [Fact]
    public async Task A_gap_that_a_reconnect_meets_is_told_also_where_the_slow_are_disconnected()
    {
        using var hub = new PipeHub(o => o.Retention.MaxEvents = 10);
        for (var i = 1; i <= 100; i++) hub.Publish("t", i);
        var (sink, _) = hub.Subscribe("t", after: 5, whenSlow: SseSlowSubscriberPolicy.Disconnect);
        (await sink.ReceiveAsync(11))[0].Name.ShouldBe("sse-gap");
    }

    [Fact]
    public async Task Ends_when_its_topics_are_complete_and_everything_is_sent()
    {
        using var hub = new PipeHub();
        var (sink, end) = hub.Subscribe(["a", "b"]);
        hub.Publish("a", 1);
        hub.Core.Complete("a");
        hub.Publish("b", 3);
        hub.Core.Complete("b");
        (await end.WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldBe(SseDisconnectReason.Completed);
        (await sink.ReceiveAsync(2)).Select(e => e.Sequence).ShouldBe([1L, 3L]);
    }

    [Fact]
    public async Task Ends_when_the_client_is_gone()
    {
        using var hub = new PipeHub();
        var (sink, end) = hub.Subscribe("t");
        sink.Leave();
        hub.Publish("t", 1);
        (await end.WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldBe(SseDisconnectReason.ClientGone);
        hub.Core.SubscriberCount.ShouldBe(0);
    }

    [Fact]
    public async Task Ends_when_it_is_disconnected_and_never_on_the_thread_that_did_it()
    {
        using var hub = new PipeHub();
        var (_, end) = hub.Subscribe("t");
        var (_, other) = hub.Subscribe("u");
        var ended = end.ContinueWith(_ => Environment.CurrentManagedThreadId, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var count = 0;
        var disconnecting = new Thread(() => count = hub.Core.Disconnect("t", s => s.Topics.Contains("t", StringComparer.Ordinal)));
        disconnecting.Start();
        disconnecting.Join();
        count.ShouldBe(1);
        (await ended.WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldNotBe(disconnecting.ManagedThreadId);
        (await end).ShouldBe(SseDisconnectReason.Disconnected);
        other.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Ends_when_the_hub_is_disposed()
    {
        var hub = new PipeHub();
        var (_, end) = hub.Subscribe("t");
        hub.Dispose();
        (await end.WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldBe(SseDisconnectReason.Stopping);
    }

    [Fact]
    public async Task A_frame_larger_than_a_flush_goes_out_in_pieces_with_nothing_between()
    {
        using var hub = new PipeHub();
        var (sink, _) = hub.Subscribe("t", unread: 1_000);
        hub.Publish("t", 1, size: 300_000);
        hub.Publish("t", 2);
        var got = await sink.ReceiveAsync(2);
        got[0].Data.Length.ShouldBe(300_000 + """{"value":""}""".Length);
        got[1].Sequence.ShouldBe(2);
        sink.Flushes.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public async Task An_event_for_several_topics_reaches_a_subscriber_of_both_once()
    {
        using var hub = new PipeHub();
        var (sink, _) = hub.Subscribe(["a", "b"]);
        hub.Publish(["b", "a", "c"], 1);
        hub.Publish("c", 2);
        hub.Publish(SseTopicSelection.None, 3);
        var got = await sink.ReceiveAsync(2);
        got.Select(e => e.Id).ShouldBe([$"{hub.Id(1)}/a", hub.Id(3)]);
    }
}
