using Sse.Sqlite;

namespace Sse.Tests.Hubs;

/// <summary>A disconnect reaches the other nodes of a log, and what it leaves in the log is nobody's event.</summary>
public sealed class DisconnectTests : IDisposable
{
    private readonly SharedLog _log = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task It_reaches_the_other_node()
    {
        await using var one = await SignedIn.StartAsync(_ => _log.Open());
        await using var two = await SignedIn.StartAsync(_ => _log.Open());
        await NodeDisconnects.TryAsync(one, two);
    }

    [Fact]
    public async Task It_reaches_the_other_node_when_frames_are_read_back_from_the_store()
    {
        static void Cold(SseHubOptions options) => (options.Retention.MaxEvents, options.Retention.MaxBytesInMemory) = (50_000, 1);
        await using var one = await SignedIn.StartAsync(_ => _log.Open(), Cold);
        await using var two = await SignedIn.StartAsync(_ => _log.Open(), Cold);
        await NodeDisconnects.TryAsync(one, two);
        for (var i = 0; i < 5_000; i++) one.Hub.Topic("b").Publish(new Tick(i));
        one.Hub.Disconnect("bob");
        for (var i = 5_000; i < 10_000; i++) one.Hub.Topic("b").Publish(new Tick(i));
        (await one.ReadAsync("b", SseStart.Earliest)).Where(message => message.Topic is not null).Select(message => message.Event).ShouldBe(Enumerable.Range(0, 10_000).Select(i => (object)new Tick(i)));
    }

    [Fact]
    public async Task Here_it_is_done_at_once_and_there_when_the_engine_is_back()
    {
        var away = _log.Open();
        await using var one = await SignedIn.StartAsync(_ => away);
        await using var two = await SignedIn.StartAsync(_ => _log.Open());
        var start = await one.Hub.Topic("a").PublishAsync(new Tick(1)).Bounded();
        await Wait.Until(() => two.Hub.Position == start);
        await using var here = await one.ConnectAsync("a", start);
        await using var there = await two.ConnectAsync("a", start);
        away.IsDown = true;

        one.Hub.Disconnect("alice").ShouldBe(1);
        await Wait.Until(() => one.Hub.SubscriberCount == 0);
        two.Hub.SubscriberCount.ShouldBe(1);
        // Who has come back meanwhile was authorized again: its own record does nothing to it.
        await using var again = await one.ConnectAsync("a", start);
        away.IsDown = false;
        await Wait.Until(() => two.Hub.SubscriberCount == 0);
        one.Hub.Topic("a").Publish(new Tick(2));
        await Wait.Until(() => one.Hub.Position == two.Hub.Position && one.Hub.Position != start);
        one.Hub.SubscriberCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_node_that_starts_later_reads_it_back_and_disconnects_nobody()
    {
        await using var one = await SignedIn.StartAsync(_ => _log.Open());
        one.Hub.Disconnect("alice");
        var start = await one.Hub.Topic("a").PublishAsync(new Tick(1)).Bounded();
        await using var late = await SignedIn.StartAsync(_ => _log.Open());
        await using var stream = await late.ConnectAsync("a", start);
        await one.Hub.PublishAsync(new Tick(2)).Bounded();
        await Wait.Until(() => late.Hub.Position == one.Hub.Position);
        late.Hub.SubscriberCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_of_one_node_keeps_it_and_trims_it_and_nobody_is_told_of_a_gap()
    {
        SsePosition quiet;
        await using (var node = await StartSqliteAsync())
        {
            node.Hub.Disconnect("alice").ShouldBe(0);
            quiet = await node.Hub.Topic("quiet").PublishAsync(new Tick(0)).Bounded();
            node.Hub.Disconnect("alice").ShouldBe(0);
            for (var i = 0; i < 5_000; i++) node.Hub.Topic("busy").Publish(new Tick(i));
            await node.Hub.Topic("busy").PublishAsync(new Tick(5_000)).Bounded();
            await node.StopAsync();
        }
        await using var again = await StartSqliteAsync();
        (await again.ReadAsync("quiet", quiet)).ShouldBeEmpty();
        (await again.ReadAsync("busy", quiet))[0].Event.ShouldBeOfType<SseGap>();
    }

    public void Dispose() => _folder.Dispose();

    private Task<Node> StartSqliteAsync() => SignedIn.StartAsync(_ => new SqliteLogStore(_folder["log.db"]), options => options.Retention.MaxEvents = 2_000);
}
