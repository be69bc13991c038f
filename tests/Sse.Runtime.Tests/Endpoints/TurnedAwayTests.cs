using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>Who is turned away learns where it was, and misses nothing until it is let in.</summary>
public class TurnedAwayTests
{
    [Fact]
    public async Task Who_comes_without_an_id_goes_on_from_where_it_was_turned_away()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.MaxSubscribers = 1);
        using var inside = await app.OpenAsync("/hub");
        await inside.NextAsync();
        app.Hub().Publish(new Step(1));
        using var outside = await app.OpenAsync("/hub");
        var id = IdOf((await outside.RestAsync()).ShouldHaveSingleItem());
        app.Hub().Publish(new Step(2));
        await LeaveAsync(app, inside);

        using var again = await app.OpenAsync("/hub", lastEventId: id);
        await again.NextAsync();
        (await again.NextAsync())!.ShouldEndWith("{\"n\":2}");
    }

    [Fact]
    public async Task Who_asks_for_a_snapshot_gets_it_whole_later()
    {
        await using var app = await HubApp.StartAsync(o => o.Start = SseStart.Snapshot, o => o.MaxSubscribers = 1);
        app.Hub().Publish(new Step(1));
        using var inside = await app.OpenAsync("/hub");
        await inside.NextAsync();
        using var outside = await app.OpenAsync("/hub");
        var id = IdOf((await outside.RestAsync()).ShouldHaveSingleItem());
        app.Hub().Publish(new Step(2));
        await LeaveAsync(app, inside);

        using var again = await app.OpenAsync("/hub", lastEventId: id);
        await again.NextAsync();
        var got = new[] { await again.NextAsync(), await again.NextAsync() };
        got.ShouldContain(block => block!.Contains("event: sse-live", StringComparison.Ordinal));
        got.ShouldContain(block => block!.EndsWith("{\"n\":2}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_comes_with_an_id_that_means_a_gap_keeps_it_until_it_is_told()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.MaxSubscribers = 1);
        using var inside = await app.OpenAsync("/hub");
        await inside.NextAsync();
        using var outside = await app.OpenAsync("/hub", lastEventId: "otherlog-7");
        (await outside.RestAsync()).ShouldHaveSingleItem().ShouldNotContain("id:");
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("earliest", 2)]
    [InlineData("snapshot", 1)]
    public async Task Every_first_block_has_a_position_from_which_nothing_is_missed(string? lastEventId, int expected)
    {
        await using var app = await HubApp.StartAsync();
        app.Hub().Publish(new Step(1));
        using var cut = await app.OpenAsync("/hub", lastEventId: lastEventId);
        var id = IdOf((await cut.NextAsync())!);
        await LeaveAsync(app, cut);
        app.Hub().Publish(new Step(2));

        using var again = await app.OpenAsync("/hub", lastEventId: id);
        await again.NextAsync();
        var got = new List<string>();
        while (got.Count == 0 || !got[^1].EndsWith("{\"n\":2}", StringComparison.Ordinal)) got.Add((await again.NextAsync())!);
        got.Count(block => block.Contains("event: step", StringComparison.Ordinal)).ShouldBe(expected);
    }

    private static async Task LeaveAsync(TestApp app, EventReader reader)
    {
        reader.Dispose();
        await Wait.Until(() => app.Hub().SubscriberCount == 0);
    }

    private static string IdOf(string block) => block.Split('\n').Single(line => line.StartsWith("id: ", StringComparison.Ordinal))["id: ".Length..];
}
