namespace Sse.Tests.Hub;

public class HubTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscriber_in_the_process_gets_typed_events_with_topic_and_position()
    {
        using var hub = TestHubs.Create();
        await using var events = hub.ReadAllAsync(["ACME", "Köln"], SseStart.Earliest, Cancellation).GetAsyncEnumerator(Cancellation);
        hub.Topic("ACME").Publish(new Step(1));
        hub.Topic("other").Publish(new Step(2));
        var at = await hub.PublishAsync(new Step(3), Cancellation);
        hub.Topics(["Köln", "ACME"]).Publish(new Text("line\nline"));
        (await Next(events)).ShouldBe(new() { Position = new(at.Epoch, 1), Topic = "ACME", EventName = "step", Event = new Step(1) });
        (await Next(events)).ShouldBe(new() { Position = at, EventName = "step", Event = new Step(3) });
        (await Next(events)).ShouldBe(new() { Position = hub.Position, Topic = "ACME", EventName = "text", Event = new Text("line\nline") });
    }

    [Fact]
    public async Task A_subscriber_in_the_process_begins_now_unless_it_says_otherwise_and_resumes_from_a_position()
    {
        using var hub = TestHubs.Create();
        hub.Publish(new Step(1));
        var at = await hub.PublishAsync(new Step(2), Cancellation);
        hub.Publish(new Step(3));
        await using var now = hub.ReadAllAsync(default, cancellationToken: Cancellation).GetAsyncEnumerator(Cancellation);
        await using var resumed = hub.ReadAllAsync(default, at, Cancellation).GetAsyncEnumerator(Cancellation);
        var first = now.MoveNextAsync().AsTask();
        (await Next(resumed)).Event.ShouldBe(new Step(3));
        hub.Publish(new Step(4));
        (await first).ShouldBeTrue();
        now.Current.Event.ShouldBe(new Step(4));
        (await Next(resumed)).Event.ShouldBe(new Step(4));
    }

    [Fact]
    public async Task A_subscriber_in_the_process_is_told_its_gaps()
    {
        using var hub = TestHubs.Create(o => o.Retention.MaxEvents = 2);
        for (var i = 1; i <= 5; i++) hub.Publish(new Step(i));
        await using var events = hub.ReadAllAsync(default, new SsePosition(hub.Position.Epoch, 1), Cancellation).GetAsyncEnumerator(Cancellation);
        var gap = await Next(events);
        gap.Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.Evicted);
        gap.Position.Sequence.ShouldBe(3);
        (await Next(events)).Event.ShouldBe(new Step(4));
        await using var other = hub.ReadAllAsync(default, new SsePosition("zzzzzzzz", 4), Cancellation).GetAsyncEnumerator(Cancellation);
        (await Next(other)).Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.OtherEpoch);
        (await Next(other)).Event.ShouldBe(new Step(4));
    }

    [Fact]
    public async Task A_subscription_in_the_process_ends_with_its_topics_its_token_or_the_hub_and_leaves_nothing()
    {
        var hub = TestHubs.Create();
        using var source = new CancellationTokenSource();
        var complete = Read("done", CancellationToken.None);
        var cancelled = Read("t", source.Token);
        var disconnected = Read("u", CancellationToken.None);
        var stopped = Read("v", CancellationToken.None);
        hub.SubscriberCount.ShouldBe(4);
        hub.Topic("done").Publish(new Step(1));
        hub.Topic("done").Complete();
        (await complete.WaitAsync(Patience, Cancellation)).ShouldBe(1);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled.WaitAsync(Patience, Cancellation));
        hub.Topic("u").Disconnect().ShouldBe(1);
        (await disconnected.WaitAsync(Patience, Cancellation)).ShouldBe(0);
        hub.Topic("v").SubscriberCount.ShouldBe(1);
        hub.Dispose();
        (await stopped.WaitAsync(Patience, Cancellation)).ShouldBe(0);
        hub.SubscriberCount.ShouldBe(0);

        async Task<int> Read(string topic, CancellationToken cancellationToken)
        {
            var count = 0;
            await foreach (var _ in hub.ReadAllAsync(topic, cancellationToken: cancellationToken)) count++;
            return count;
        }
    }

    [Fact]
    public async Task Publishing_runs_no_code_of_a_subscriber_in_the_process()
    {
        using var hub = TestHubs.Create();
        var thread = Environment.CurrentManagedThreadId;
        var reader = Task.Run(
            async () =>
            {
                await foreach (var _ in hub.ReadAllAsync(default, cancellationToken: Cancellation)) return Environment.CurrentManagedThreadId;
                return 0;
            },
            Cancellation);
        while (hub.SubscriberCount == 0) await Task.Yield();
        var publisher = new Thread(() => hub.Publish(new Step(1)));
        publisher.Start();
        publisher.Join();
        (await reader.WaitAsync(Patience, Cancellation)).ShouldNotBe(publisher.ManagedThreadId);
    }

    [Fact]
    public void Publishing_one_event_to_one_topic_allocates_nothing_but_the_log()
    {
        using var hub = TestHubs.Create(o => o.Retention.MaxEvents = 100_000);
        var topic = hub.Topic("ACME");
        var value = new Step(1);
        for (var i = 0; i < 50_000; i++) topic.Publish(value);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50_000; i++) topic.Publish(value);
        // The frame has 55 bytes; besides, the log may take 64.
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 50_000.0).ShouldBeLessThan(55 + 64);
    }

    [Fact]
    public void What_can_not_be_published_is_refused_and_the_hub_goes_on()
    {
        using var hub = TestHubs.Create(o => o.MaxEventBytes = 100);
        Should.Throw<ArgumentNullException>(() => hub.Publish((Step)null!));
        Should.Throw<ArgumentException>(() => hub.Publish(new Text(new string('x', 100)))).Message.ShouldContain("MaxEventBytes");
        Should.Throw<ArgumentException>(() => hub.Topic("a\nb"));
        Should.Throw<ArgumentException>(() => hub.Topics([]).Complete());
        hub.Topic("done").Complete();
        Should.Throw<SseTopicCompletedException>(() => hub.Topic("done").Publish(new Step(1)));
        hub.Topic("done").PublishAsync(new Step(1), Cancellation).AsTask().IsFaulted.ShouldBeTrue();
        Should.Throw<ArgumentException>(() => { _ = hub.PublishAsync(new Text(new string('x', 100)), new CancellationToken(canceled: true)).AsTask(); });
        hub.PublishAsync(new Step(1), new CancellationToken(canceled: true)).AsTask().IsCanceled.ShouldBeTrue();
        hub.Publish(new Step(2));
        hub.Position.Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task An_event_that_fails_while_it_is_written_leaves_nothing_in_the_log()
    {
        using var hub = TestHubs.CreateCore();
        hub.Publish<Step, Step>("t", new Step(1));
        Should.Throw<InvalidOperationException>(() => hub.Publish<Failing, Failing>("t", new Failing(7))).Message.ShouldBe("on purpose: 7");
        Should.Throw<Exception>(() => hub.Publish<Reading, Reading>("t", new Reading(double.NaN)));
        hub.Position.Sequence.ShouldBe(1);
        hub.Publish<Step, Step>("t", new Step(2));
        var read = new List<string>();
        await foreach (var message in hub.ReadAllAsync("t", SseStart.Earliest, Cancellation))
        {
            read.Add($"{message.Position.Sequence} {message.Event}");
            if (read.Count == 2) break;
        }
        read.ShouldBe(["1 Step { N = 1 }", "2 Step { N = 2 }"]);
    }

    [Fact]
    public async Task A_stopped_hub_refuses_everything_with_one_exception()
    {
        var hub = TestHubs.Create();
        hub.Dispose();
        hub.Dispose();
        Should.Throw<SseHubStoppedException>(() => hub.Publish(new Step(1)));
        Should.Throw<SseHubStoppedException>(() => hub.Topic("t").Publish(new Step(1)));
        Should.Throw<SseHubStoppedException>(() => hub.Topic("t").Complete());
        await Should.ThrowAsync<SseHubStoppedException>(async () => await hub.PublishAsync(new Step(1), Cancellation));
        await foreach (var _ in hub.ReadAllAsync("t", SseStart.Earliest, Cancellation)) throw new InvalidOperationException("Nothing is there to read.");
        hub.Disconnect().ShouldBe(0);
    }

    [Fact]
    public async Task An_event_that_publishes_another_while_it_is_written_spoils_neither()
    {
        using var hub = TestHubs.CreateCore();
        hub.Publish<Step, Step>("t", new Step(0));
        Nested.Core = hub;
        hub.Publish<Nested, Nested>("t", new Nested());
        var names = new List<string>();
        await foreach (var message in hub.ReadAllAsync("t", SseStart.Earliest, Cancellation))
        {
            names.Add($"{message.EventName} {message.Event ?? "unknown"}");
            if (names.Count == 3) break;
        }
        names.ShouldBe(["step Step { N = 0 }", "step Step { N = 7 }", "nested unknown"]);
    }

    [Fact]
    public async Task The_application_is_told_in_order_when_a_topic_gets_its_first_reader_and_loses_its_last()
    {
        var told = System.Threading.Channels.Channel.CreateUnbounded<string>();
        using var hub = TestHubs.Create(o => o.OnTopicOccupancyChanged = (topic, occupied) =>
        {
            told.Writer.TryWrite($"{topic} {occupied}");
            throw new InvalidOperationException("The application's own fault.");
        });
        for (var round = 0; round < 3; round++)
        {
            await using var one = hub.ReadAllAsync("a", cancellationToken: Cancellation).GetAsyncEnumerator(Cancellation);
            await using var two = hub.ReadAllAsync("a", cancellationToken: Cancellation).GetAsyncEnumerator(Cancellation);
            var first = one.MoveNextAsync().AsTask();
            var second = two.MoveNextAsync().AsTask();
            hub.Topic("a").Publish(new Step(round));
            await Task.WhenAll(first, second).WaitAsync(Patience, Cancellation);
            (await told.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation)).ShouldBe("a True");
            await one.DisposeAsync();
            await two.DisposeAsync();
            (await told.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation)).ShouldBe("a False");
        }
        told.Reader.TryRead(out _).ShouldBeFalse();
    }

    private static async Task<SseHubMessage> Next(IAsyncEnumerator<SseHubMessage> events)
    {
        (await events.MoveNextAsync().AsTask().WaitAsync(Patience, Cancellation)).ShouldBeTrue();
        return events.Current;
    }
}
