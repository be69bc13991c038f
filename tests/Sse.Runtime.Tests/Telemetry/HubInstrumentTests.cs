using Sse.Tests.Hub;

namespace Sse.Tests.Telemetry;

public class HubInstrumentTests
{
    [Fact]
    public async Task Published_events_and_bytes_are_counted_by_the_events_name()
    {
        await using var app = await HubApp.StartAsync();
        using var measured = new Measured(app.Services);
        app.Hub().Topic("a").Publish(new Step(1));
        await app.Hub().Topic("b").PublishAsync(new Step(22), TestContext.Current.CancellationToken);
        app.Hub().Publish(new Text("x"));

        measured.Of("sse.hub.published.events").ShouldBe(
            ["1 sse.hub=TestHub sse.event.name=step", "1 sse.hub=TestHub sse.event.name=step", "1 sse.hub=TestHub sse.event.name=text"]);
        measured.Of("sse.hub.published.io").Select(line => line.Split(' ')[0]).ShouldBe(
            [$"{"event: step\ndata: {\"n\":1}\n\n".Length}", $"{"event: step\ndata: {\"n\":22}\n\n".Length}", $"{"event: text\ndata: {\"value\":\"x\"}\n\n".Length}"]);
    }

    [Fact]
    public async Task What_is_refused_is_not_published()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.MaxEventBytes = 100);
        using var measured = new Measured(app.Services);
        app.Hub().Topic("a").Complete();

        Should.Throw<SseTopicCompletedException>(() => app.Hub().Topic("a").Publish(new Step(1)));
        Should.Throw<ArgumentException>(() => app.Hub().Topic("b").Publish(new Text(new string('x', 200))));

        measured.Of("sse.hub.published.events").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_retained_and_what_was_evicted_add_up()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.Retention.MaxEvents = 3);
        using var measured = new Measured(app.Services);
        for (var i = 0; i < 8; i++) app.Hub().Topic("a").Publish(new Step(i));

        measured.Of("sse.hub.retained.events").ShouldBe(["3 sse.hub=TestHub"]);
        measured.Of("sse.hub.evicted.events").ShouldBe(["5 sse.hub=TestHub"]);
        using var reader = await app.OpenAsync("/hub/a", lastEventId: "earliest");
        await reader.NextAsync();
        var bytes = 0;
        for (var i = 0; i < 3; i++) bytes += (await reader.NextAsync())!.Length + 2;
        measured.Of("sse.hub.retained.size").ShouldBe([$"{bytes} sse.hub=TestHub"]);
    }

    [Fact]
    public void A_topic_that_gives_way_is_evicted_with_its_keys()
    {
        using var core = TestHubs.CreateCore(o => o.Retention.MaxTopics = 2);
        for (var topic = 0; topic < 3; topic++)
            for (var key = 0; key < 4; key++) Keyed(core, $"t{topic}", $"k{key}");
        core.Log.Trim();

        core.Log.Figures.ShouldBe(core.Log.Figures with { Events = 8, Keys = 8, Evicted = 4 });
    }

    [Fact]
    public void Keys_are_counted_once_and_until_their_newest_event_is_gone()
    {
        using var core = TestHubs.CreateCore(o =>
        {
            o.Retention.MaxEvents = 4;
            o.Retention.KeepLatest = null;
        });
        Keyed(core, "a", "x");
        Keyed(core, "a", "x");
        Keyed(core, "a", "y");
        Keyed(core, "b", "x");
        core.Log.Figures.Keys.ShouldBe(3);

        for (var i = 0; i < 4; i++) core.Publish<Step, Step>(SseTopicSelection.Of("c"), new Step(i));
        core.Log.Figures.ShouldBe(core.Log.Figures with { Events = 4, Keys = 0, Evicted = 4 });
    }

    [Fact]
    public void The_newest_of_a_key_stays_retained_behind_the_window()
    {
        using var core = TestHubs.CreateCore(o =>
        {
            o.Retention.MaxEvents = 2;
            o.Retention.KeepLatest = new SseKeepLatestOptions();
        });
        Keyed(core, "a", "x");
        for (var i = 0; i < 4; i++) core.Publish<Step, Step>(SseTopicSelection.Of("c"), new Step(i));

        core.Log.Figures.ShouldBe(core.Log.Figures with { Events = 3, Keys = 1, Evicted = 3 });
        core.Complete(SseTopicSelection.Of("a"));
        for (var i = 0; i < 4; i++) core.Publish<Step, Step>(SseTopicSelection.Of("c"), new Step(i));
        core.Log.Figures.Keys.ShouldBe(0);
    }

    [Fact]
    public void An_event_of_several_topics_is_one_event_retained_or_evicted()
    {
        using var core = TestHubs.CreateCore(o => o.Retention.MaxEvents = 2);
        for (var i = 0; i < 5; i++) core.Publish<Step, Step>(SseTopicSelection.Of("a", "b", "c"), new Step(i));
        core.Log.Figures.ShouldBe(core.Log.Figures with { Events = 2, Evicted = 3 });
    }

    [Fact]
    public async Task A_hub_that_has_stopped_is_not_told_of()
    {
        await using var app = await HubApp.StartAsync();
        using var measured = new Measured(app.Services);
        measured.Of("sse.hub.keys").Count.ShouldBe(1);
        app.Hub().Dispose();
        measured.Of("sse.hub.keys").ShouldBeEmpty();
    }

    private static void Keyed(HubCore core, string topic, string key) =>
        core.Append(new SseAppend { Topics = SseTopicSelection.Of(topic), Frame = "event: step\ndata: {}\n\n"u8, Key = System.Text.Encoding.UTF8.GetBytes(key), IsKeyed = true });
}
