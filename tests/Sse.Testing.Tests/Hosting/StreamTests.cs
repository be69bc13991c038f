namespace Sse.Tests.Hosting;

/// <summary>Streams of every sort, within the process and over Kestrel.</summary>
public class StreamTests
{
    public static TheoryData<bool> Servers => [false, true];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_snapshot_and_what_follows(bool useKestrel)
    {
        await using var app = Start(useKestrel);
        foreach (var (item, count) in ((string, int)[])[("tea", 3), ("milk", 1)]) (await app.Post($"/stock/{item}/{count}")).Dispose();
        (await app.Post("/stock/tea/2")).Dispose();

        var stream = await app.Subscribe<OrderHub>("/stock");
        (await stream.Snapshot<Stock>()).ShouldBe([new Stock("milk", 1), new Stock("tea", 2)]);
        (await app.Post("/stock/tea/1")).Dispose();
        await stream.Exactly(new Stock("tea", 1));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_handler_that_waits_by_the_clock(bool useKestrel)
    {
        await using var app = Start(useKestrel);
        var stream = await app.Subscribe("/ticks");
        await stream.Nothing();

        for (var tick = 1; tick <= 3; tick++) (await app.AdvanceUntil(stream.Next<OrderPaid>())).Id.ShouldBe(tick);
        app.Clock.GetUtcNow().ShouldBeGreaterThanOrEqualTo(new DateTimeOffset(2026, 1, 1, 0, 0, 3, TimeSpan.Zero));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task An_answer_to_a_POST(bool useKestrel)
    {
        await using var app = Start(useKestrel);
        var stream = await app.Subscribe(() => new HttpRequestMessage(HttpMethod.Post, "/answers"));

        for (var id = 1; id <= 3; id++) (await stream.Next<OrderPlaced>()).Id.ShouldBe(id);
        await stream.Completed();
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_handler_that_fails(bool useKestrel)
    {
        await using var app = Start(useKestrel);
        var stream = await app.Subscribe("/broken");

        await stream.Next<OrderPlaced>();
        await stream.Broken();
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_is_too_old_is_a_gap(bool useKestrel)
    {
        await using var app = Start(useKestrel);
        var stream = await app.Subscribe<OrderHub>("/orders/1", "alice");
        (await app.Post("/orders/1")).Dispose();
        await stream.Next<OrderPlaced>();
        await stream.Cut();
        for (var i = 0; i < 30; i++) (await app.Post("/orders/1/pay")).Dispose();
        await stream.Resume();

        await stream.Gap(SseGapReason.Evicted);
        for (var i = 0; i < 20; i++) await stream.Next<OrderPaid>();
        await stream.Nothing();
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Hours_pass_and_nobody_is_cut(bool useKestrel)
    {
        await using var app = Start(useKestrel);
        var streams = new List<SseTestStream>();
        for (var i = 0; i < 3; i++) streams.Add(await app.Subscribe<OrderHub>($"/orders/{i}", "alice"));
        (await app.Post("/orders/1")).Dispose();
        await app.Advance(TimeSpan.FromMinutes(15));

        await streams[1].Exactly(new OrderPlaced(1, 12.5m));
        foreach (var stream in streams) await stream.Nothing();
        // Older than ten minutes: gone from the log, but for who has read it.
        await (await app.Subscribe<OrderHub>("/orders/1", "bob", SseStart.Earliest)).Nothing();
    }

    [Fact]
    public async Task What_is_not_read_before_a_cut_comes_again()
    {
        await using var hub = new SseTestHub<OrderHub>();
        var stream = await hub.Subscribe("1");
        for (var id = 1; id <= 3; id++) hub.Hub.Topic("1").Publish(new OrderPlaced(id, 0));
        await stream.Next<OrderPlaced>();
        await stream.Resume();

        await stream.Exactly(new OrderPlaced(2, 0), new OrderPlaced(3, 0));
    }

    [Fact]
    public async Task What_comes_right_before_is_never_taken_for_nothing()
    {
        await using var hub = new SseTestHub<OrderHub>();
        var stream = await hub.Subscribe("1");
        for (var id = 1; id <= 300; id++)
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(20));
            hub.Hub.Topic("2").Publish(new OrderPlaced(id, 0));
            await stream.Nothing();
            hub.Hub.Topic("1").Publish(new OrderPlaced(id, 0));
            await Should.ThrowAsync<SseAssertionException>(() => stream.Nothing());
        }
    }

    [Fact]
    public async Task Large_events_are_whole()
    {
        await using var hub = new SseTestHub<OrderHub>();
        var stream = await hub.Subscribe();
        var large = new Stock(new string('x', 900_000), 1);
        var nothing = stream.Nothing();
        hub.Hub.Publish(large);
        await nothing.ContinueWith(_ => { }, TaskScheduler.Default);

        await (await hub.Subscribe(from: SseStart.Earliest)).Exactly(large);
    }

    [Fact]
    public async Task What_Sse_does_not_answer_is_said()
    {
        await using var app = Start(useKestrel: false);

        (await Should.ThrowAsync<SseAssertionException>(() => app.Subscribe("/plain"))).Message.ShouldContain("text/plain");
        (await Should.ThrowAsync<SseAssertionException>(() => app.Subscribe("/none"))).Message.ShouldContain("404");
        var foreign = await app.Subscribe("/foreign");
        (await foreign.Next()).Data.ShouldBe("1");
        await foreign.Ended();
    }

    [Fact]
    public async Task Two_hubs_side_by_side_have_clocks_of_their_own()
    {
        await using var one = new SseTestHub<OrderHub>(configure: o => o.UseKestrel = true);
        await using var two = new SseTestHub<OrderHub>(configure: o => o.StartTime = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        one.Clock.Advance(TimeSpan.FromDays(1));

        two.Clock.GetUtcNow().Year.ShouldBe(2030);
        var stream = await one.Subscribe();
        two.Hub.Publish(new Stock("tea", 1));
        await stream.Nothing();
        two.Published.Count.ShouldBe(1);
        one.Published.ShouldBeEmpty();
        new SseTestOptions().Patience.ShouldBe(TimeSpan.FromSeconds(10));
        Should.Throw<ArgumentOutOfRangeException>(() => new SseTestOptions { Patience = TimeSpan.Zero });
    }

    private static SseTestApp<OrderHub> Start(bool useKestrel) => new WebApplicationFactory<OrderHub>().WithSse(o => o.UseKestrel = useKestrel);
}
