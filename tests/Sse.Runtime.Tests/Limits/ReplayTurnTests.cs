using Sse.Tests.Hub;

namespace Sse.Tests.Limits;

/// <summary>So many replay at a time who name no place of the log. The others wait, not for long.</summary>
public class ReplayTurnTests
{
    private const int Large = 200_000;

    [Theory]
    [InlineData("earliest", "Bounded")]
    [InlineData("zzzzzzzz-5", "OtherEpoch")]
    public async Task Who_gets_no_turn_in_time_goes_on_at_the_newest_and_is_told(string id, string reason)
    {
        var time = new FakeTimeProvider();
        await using var app = await HubApp.StartAsync(hub: o => o.Limits.MaxReplays = 1, time: time);
        var turn = await TakeTheTurnAsync(app);
        app.Hub().Publish(new Text(new string('x', Large)));
        using var client = await app.OpenAsync("/hub", lastEventId: id);
        await client.NextAsync();
        var next = client.NextAsync();
        await Wait.Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return next.IsCompleted;
        });
        (await next)!.ShouldContain($"\"reason\":\"{reason}\"");
        app.Hub().Publish(new Step(2));
        var last = "";
        // A heartbeat may be due by now.
        while (!last.Contains("data: ", StringComparison.Ordinal)) last = (await client.NextAsync())!;
        last.ShouldEndWith("{\"n\":2}");
        turn.Dispose();
    }

    [Fact]
    public async Task Who_waits_is_given_all_when_its_turn_comes_and_gives_it_back_when_it_has_caught_up()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.Limits.MaxReplays = 1, time: new FakeTimeProvider());
        var turn = await TakeTheTurnAsync(app);
        app.Hub().Publish(new Text(new string('x', Large)));
        using var client = await app.OpenAsync("/hub", lastEventId: "earliest");
        await client.NextAsync();
        var next = client.NextAsync();
        turn.Dispose();
        (await next)!.Length.ShouldBeGreaterThan(Large);
        // The first one is still connected.
        (await TakeTheTurnAsync(app)).Dispose();
    }

    [Fact]
    public async Task What_fits_into_one_piece_needs_no_turn_nor_does_who_names_a_place()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.Limits.MaxReplays = 1, time: new FakeTimeProvider());
        using var turn = await TakeTheTurnAsync(app);
        app.Hub().Publish(new Step(1));
        using var small = await app.OpenAsync("/hub", lastEventId: "earliest");
        await small.NextAsync();
        (await small.NextAsync())!.ShouldEndWith("{\"n\":1}");
        var place = app.Hub().Position.ToString();
        app.Hub().Publish(new Text(new string('x', Large)));
        using var known = await app.OpenAsync("/hub", lastEventId: place);
        await known.NextAsync();
        (await known.NextAsync())!.Length.ShouldBeGreaterThan(Large);
    }

    [Fact]
    public async Task Who_leaves_while_it_waits_or_replays_takes_no_turn_with_it()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.Limits.MaxReplays = 1, sse: o => o.Limits.MaxStreams = 100, time: new FakeTimeProvider());
        for (var i = 0; i < 100; i++) app.Hub().Publish(new Text(new string('x', Large)));
        for (var i = 0; i < 20; i++)
        {
            using var replaying = await RawClient.SendAsync(app, "/hub?lastEventId=earliest");
            using var waiting = await RawClient.SendAsync(app, "/hub?lastEventId=earliest");
            await waiting.ReadSomeAsync(1);
            await replaying.ReadSomeAsync(1);
        }
        await Wait.Until(() => app.Hub().SubscriberCount == 0);
        StreamingHost.Of(app.Services).Limits.Streams.ShouldBe(0);
        (await TakeTheTurnAsync(app)).Dispose();
    }

    private static async Task<IDisposable> TakeTheTurnAsync(TestApp app)
    {
        var replays = ((HubCore)app.Hub().Core).Replays;
        IDisposable? turn = null;
        while (turn is null) turn = await replays.TakeTurnAsync(TestContext.Current.CancellationToken).AsTask().Bounded();
        return turn;
    }
}
