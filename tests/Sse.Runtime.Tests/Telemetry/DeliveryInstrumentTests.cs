using Sse.Tests.Hub;

namespace Sse.Tests.Telemetry;

public class DeliveryInstrumentTests
{
    private const string OfHub = "sse.hub=TestHub http.route=/hub/{topic?}";

    [Fact]
    public async Task Events_and_bytes_are_counted_for_each_stream_that_they_are_written_to()
    {
        await using var app = await HubApp.StartAsync();
        using var measured = new Measured(app.Services);
        using var one = await app.OpenAsync("/hub/a");
        using var other = await app.OpenAsync("/hub/a");
        await one.NextAsync();
        await other.NextAsync();

        var bytes = 0;
        for (var i = 0; i < 3; i++)
        {
            app.Hub().Topic("a").Publish(new Step(i));
            bytes += (await one.NextAsync())!.Length + 2;
            await other.NextAsync();
        }
        app.Hub().Topic("b").Publish(new Step(4));

        measured.Of("sse.server.delivered.events").ShouldBe([$"6 {OfHub}"]);
        measured.Of("sse.server.delivered.io").ShouldBe([$"{2 * bytes} {OfHub}"]);
        measured.Of("sse.server.replayed.events").ShouldBe([$"0 {OfHub}"]);
    }

    [Fact]
    public async Task What_a_stream_gets_that_was_there_when_it_opened_is_replayed()
    {
        await using var app = await HubApp.StartAsync();
        for (var i = 0; i < 5; i++) app.Hub().Topic("a").Publish(new Step(i));
        var from = app.Hub().Position;
        for (var i = 0; i < 7; i++) app.Hub().Topic("a").Publish(new Step(i));
        using var measured = new Measured(app.Services);

        using var reader = await app.OpenAsync("/hub/a", lastEventId: from.ToString());
        for (var i = 0; i < 8; i++) await reader.NextAsync();
        app.Hub().Topic("a").Publish(new Step(7));
        await reader.NextAsync();

        measured.Of("sse.server.replayed.events").ShouldBe([$"7 {OfHub}"]);
        measured.Of("sse.server.delivered.events").ShouldBe([$"8 {OfHub}"]);
    }

    [Fact]
    public async Task An_applications_own_snapshot_is_delivered_and_replayed()
    {
        await using var app = await HubApp.StartAsync(o => o.Snapshot = Two);
        using var measured = new Measured(app.Services);
        using var reader = await app.OpenAsync("/hub/a");
        await reader.NextAsync();
        var bytes = 0;
        for (var i = 0; i < 2; i++) bytes += (await reader.NextAsync())!.Length + 2;
        (await reader.NextAsync())!.ShouldContain("sse-live");

        measured.Of("sse.server.delivered.events").ShouldBe([$"2 {OfHub}"]);
        measured.Of("sse.server.delivered.io").ShouldBe([$"{bytes} {OfHub}"]);
        measured.Of("sse.server.replayed.events").ShouldBe([$"2 {OfHub}"]);

        static async IAsyncEnumerable<SseEnvelope> Two(SseTopicSelection topics, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return SseEnvelope.Of(new Step(1));
            await Task.Yield();
            yield return SseEnvelope.Of(new Step(2));
        }
    }

    [Fact]
    public async Task A_snapshot_of_the_hubs_own_is_replayed()
    {
        await using var app = await HubApp.StartAsync(o => o.Start = SseStart.Snapshot);
        using var measured = new Measured(app.Services);
        ((HubCore)app.Hub().Core).Append(new SseAppend { Topics = SseTopicSelection.Of("a"), Frame = "event: step\ndata: {}\n\n"u8, Key = "x"u8, IsKeyed = true });
        using var reader = await app.OpenAsync("/hub/a");
        await reader.NextAsync();
        await reader.NextAsync();
        (await reader.NextAsync())!.ShouldContain("sse-live");

        measured.Of("sse.server.replayed.events").ShouldBe([$"1 {OfHub}"]);
        measured.Of("sse.server.lag").ShouldBeEmpty();
    }

    [Fact]
    public async Task Gaps_are_counted_by_reason()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.Retention.MaxEvents = 2);
        var old = app.Hub().Position;
        for (var i = 0; i < 5; i++) app.Hub().Topic("a").Publish(new Step(i));
        using var measured = new Measured(app.Services);

        foreach (var id in new[] { old.ToString(), "othrlog1-7", "what?", $"{app.Hub().Position.Epoch}-99" })
        {
            using var reader = await app.OpenAsync("/hub/a", lastEventId: id);
            await reader.NextAsync();
            (await reader.NextAsync())!.ShouldContain("sse-gap");
        }

        measured.Of("sse.server.gaps").Select(line => line.Split("reason=")[1]).ShouldBe(["evicted", "other_epoch", "malformed", "ahead"]);
        measured.Of("sse.server.gaps")[0].ShouldBe($"1 {OfHub} sse.gap.reason=evicted");
        // A gap is no event of the hub's.
        measured.Of("sse.server.delivered.events").ShouldBe([$"4 {OfHub}"]);
    }

    [Fact]
    public async Task A_delivery_lasts_from_the_publish_to_the_write_of_its_oldest_event()
    {
        var time = new FakeTimeProvider();
        await using var app = await HubApp.StartAsync(o => o.MaxFrequency = 1, time: time);
        using var measured = new Measured(app.Services);
        using var reader = await app.OpenAsync("/hub/a");
        await reader.NextAsync();

        app.Hub().Topic("a").Publish(new Step(1));
        await reader.NextAsync();
        measured.Of("sse.server.delivery.duration").ShouldBe([$"0 {OfHub}"]);

        // The reader may be written to once a second: both wait for the same write.
        app.Hub().Topic("a").Publish(new Step(2));
        await Wait.Until(() => ((HubCore)app.Hub().Core).Delays.Count == 1);
        time.Advance(TimeSpan.FromMilliseconds(400));
        app.Hub().Topic("a").Publish(new Step(3));
        time.Advance(TimeSpan.FromMilliseconds(700));
        await reader.NextAsync();
        await reader.NextAsync();

        measured.Of("sse.server.delivery.duration").ShouldBe([$"0 {OfHub}", $"1 {OfHub}"]);
    }

    [Fact]
    public async Task Lag_tells_how_many_events_are_newer_than_what_a_write_ended_with()
    {
        var time = new FakeTimeProvider();
        await using var app = await HubApp.StartAsync(o => o.MaxFrequency = 1, time: time);
        using var reader = await app.OpenAsync("/hub/a");
        using var measured = new Measured(app.Services);
        await reader.NextAsync();
        app.Hub().Topic("a").Publish(new Step(1));
        await reader.NextAsync();

        // Together they are too large for one write.
        for (var i = 0; i < 3; i++) app.Hub().Topic("a").Publish(new Text(new string('x', 50_000)));
        await Wait.Until(() => ((HubCore)app.Hub().Core).Delays.Count == 1);
        time.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++) await reader.NextAsync();

        // Three writes at one moment are measured once.
        measured.Of("sse.server.lag").ShouldBe([$"0 {OfHub}", $"2 {OfHub}"]);
        measured.Of("sse.server.delivery.duration").ShouldBe([$"0 {OfHub}", $"1 {OfHub}"]);
    }

    [Fact]
    public async Task What_was_replayed_is_not_measured()
    {
        await using var app = await HubApp.StartAsync();
        using var measured = new Measured(app.Services);
        for (var i = 0; i < 3; i++) app.Hub().Topic("a").Publish(new Step(i));
        using var reader = await app.OpenAsync("/hub/a", lastEventId: "earliest");
        for (var i = 0; i < 4; i++) await reader.NextAsync();

        measured.Sum("sse.server.replayed.events").ShouldBe(3);
        measured.Of("sse.server.delivery.duration").ShouldBeEmpty();
        measured.Of("sse.server.lag").ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_that_a_newer_one_of_their_key_stands_for_are_conflated()
    {
        var time = new FakeTimeProvider();
        await using var app = await HubApp.StartAsync(o => o.MaxFrequency = 1, time: time);
        using var measured = new Measured(app.Services);
        using var reader = await app.OpenAsync("/hub/a");
        await reader.NextAsync();
        Publish("x");
        await reader.NextAsync();

        foreach (var key in new[] { "x", "y", "x", "y", "x" }) Publish(key);
        await Wait.Until(() => ((HubCore)app.Hub().Core).Delays.Count == 1);
        time.Advance(TimeSpan.FromSeconds(1));
        await reader.NextAsync();
        await reader.NextAsync();

        measured.Of("sse.server.conflated.events").ShouldBe([$"3 {OfHub}"]);
        measured.Of("sse.server.delivered.events").ShouldBe([$"3 {OfHub}"]);

        void Publish(string key) => ((HubCore)app.Hub().Core).Append(
            new SseAppend { Topics = SseTopicSelection.Of("a"), Frame = "event: step\ndata: {}\n\n"u8, Key = System.Text.Encoding.UTF8.GetBytes(key), IsKeyed = true });
    }

    [Fact]
    public async Task Readers_of_all_topics_conflate_and_are_counted_too()
    {
        var time = new FakeTimeProvider();
        await using var app = await HubApp.StartAsync(o =>
        {
            o.MaxFrequency = 1;
            o.Topics = static _ => SseTopicSelection.All;
        }, time: time);
        using var measured = new Measured(app.Services);
        using var reader = await app.OpenAsync("/hub/a");
        await reader.NextAsync();
        app.Hub().Topic("a").Publish(new Step(1));
        await reader.NextAsync();
        for (var i = 0; i < 4; i++)
            ((HubCore)app.Hub().Core).Append(new SseAppend { Topics = SseTopicSelection.Of("a"), Frame = "event: step\ndata: {}\n\n"u8, Key = "x"u8, IsKeyed = true });
        await Wait.Until(() => ((HubCore)app.Hub().Core).Delays.Count == 1);
        time.Advance(TimeSpan.FromSeconds(1));
        await reader.NextAsync();

        measured.Sum("sse.server.conflated.events").ShouldBe(3);
    }

    [Fact]
    public async Task Waiting_for_a_client_that_takes_nothing_is_measured_when_it_is_over()
    {
        var time = new FakeTimeProvider();
        await using var app = await HubApp.StartAsync(time: time);
        using var measured = new Measured(app.Services);
        using var reader = await EventSocket.OpenAsync(app, "/hub/a", receiveBuffer: 4096);
        await reader.OpenedAsync();
        measured.Of("sse.server.flush_wait.duration").ShouldBeEmpty();

        for (var i = 0; i < 200; i++) app.Hub().Topic("a").Publish(new Text(new string('x', 100_000)));
        await Wait.Until(() => StreamingHost.Of(app.Services).Connections.Snapshot().Single().Response.IsFlushing);
        time.Advance(TimeSpan.FromSeconds(7));
        await reader.UntilAsync(200);

        measured.Of("sse.server.flush_wait.duration").ShouldContain($"7 {OfHub}");
        measured.Sum("sse.server.delivered.events").ShouldBe(200);
    }
}
