using Sse.Nats;

namespace Sse.Tests.Nats;

/// <summary>Several nodes of one hub on one log.</summary>
public sealed class HubTests(NatsServerFixture server) : IClassFixture<NatsServerFixture>
{
    private static readonly string[] Names = ["a.b", "*", ">", " ", "a b", "%", "~", "/", "a/b", "K\u00f6ln", new string('x', 256)];

    [Fact]
    public async Task Positions_mean_the_same_on_every_node_and_after_a_restart()
    {
        await using var log = await CreateAsync("positions");
        SsePosition first, second;
        await using (var node = await StartAsync(log))
        await using (var other = await StartAsync(log))
        {
            first = await node.Hub.Topic("ACME").PublishAsync(new Tick(1)).Bounded();
            second = await other.Hub.PublishAsync(new Tick(2)).Bounded();
            await Wait.Until(() => node.Hub.Position == second);
            (await node.ReadAsync("ACME", first)).Select(message => message.Event).ShouldBe([new Tick(2)]);
            SsePosition.Parse(second.ToString()).ShouldBe(second);
            await node.StopAsync();
            await other.StopAsync();
        }
        await using var again = await StartAsync(log);
        again.Hub.Position.Epoch.ShouldBe(first.Epoch);
        var all = await again.ReadAsync(SseTopicSelection.All, SseStart.Earliest);
        all.Select(message => message.Position).Take(2).ShouldBe([first, second]);
    }

    [Fact]
    public async Task A_disconnect_reaches_the_other_node()
    {
        await using var log = await CreateAsync("disconnect");
        await using var one = await SignedIn.StartAsync(_ => log.Store());
        await using var two = await SignedIn.StartAsync(_ => log.Store());
        await NodeDisconnects.TryAsync(one, two);
    }

    [Fact]
    public async Task A_ticket_is_redeemed_once_on_two_nodes()
    {
        await using var log = await CreateAsync("tickets");
        await using var one = await TicketNode.StartAsync(_ => log.Store());
        await using var two = await TicketNode.StartAsync(_ => log.Store());
        await NodeTickets.TryAsync(one, two);
    }

    [Fact]
    public async Task Two_nodes_see_one_order_and_each_publishers_order_is_kept()
    {
        const int Publishers = 8, Each = 500;
        await using var log = await CreateAsync("order");
        await using var node = await StartAsync(log);
        await using var other = await StartAsync(log);
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(publisher => Task.Run(async () =>
        {
            var hub = publisher % 2 == 0 ? node.Hub : other.Hub;
            for (var i = 0; i < Each; i++)
            {
                if (i % 50 == 0) await hub.Topic($"p{publisher}").PublishAsync(new Tick(i));
                else hub.Topic($"p{publisher}").Publish(new Tick(i));
            }
            await hub.Topic($"p{publisher}").PublishAsync(new Tick(Each));
        }))).Bounded();

        var here = (await node.ReadAsync(SseTopicSelection.All, SseStart.Earliest)).Where(message => message.Topic is not null).ToList();
        var there = (await other.ReadAsync(SseTopicSelection.All, SseStart.Earliest)).Where(message => message.Topic is not null).ToList();
        there.Select(message => (message.Position, message.Topic, message.Event)).ShouldBe(here.Select(message => (message.Position, message.Topic, message.Event)));
        foreach (var publisher in here.GroupBy(message => message.Topic)) publisher.Select(message => ((Tick)message.Event!).Number).ShouldBe(Enumerable.Range(0, Each + 1));
    }

    [Fact]
    public async Task Topics_may_have_any_name()
    {
        await using var log = await CreateAsync("names. * > %");
        await using var node = await StartAsync(log);
        await using var other = await StartAsync(log);
        foreach (var name in Names) node.Hub.Topic(name).Publish(new Price(name, 1));
        await node.Hub.Topics(Names).PublishAsync(new Tick(1)).Bounded();
        foreach (var name in Names) (await other.ReadAsync(name, SseStart.Earliest)).Where(message => message.Topic is not null).Select(message => (message.Topic, message.Event)).ShouldBe([(name, new Price(name, 1)), (name, new Tick(1))]);
    }

    [Fact]
    public async Task A_topic_ends_at_one_place_whoever_publishes_to_it()
    {
        await using var log = await CreateAsync("ends");
        await using var node = await StartAsync(log);
        await using var other = await StartAsync(log);
        await node.Hub.Topic("t").PublishAsync(new Tick(1)).Bounded();
        node.Hub.Topic("t").Complete();
        var number = 1;
        while (true)
        {
            try { other.Hub.Topic("t").Publish(new Tick(++number)); }
            catch (SseTopicCompletedException) { break; }
            await Task.Yield();
        }
        var here = (await node.ReadAsync("t", SseStart.Earliest)).Where(message => message.Topic is not null).Select(message => message.Event).ToList();
        var there = (await other.ReadAsync("t", SseStart.Earliest)).Where(message => message.Topic is not null).Select(message => message.Event).ToList();
        there.ShouldBe(here);
        here[0].ShouldBe(new Tick(1));
    }

    [Fact]
    public async Task A_batch_that_is_stored_again_when_the_server_has_forgotten_its_id_reaches_nobody_twice()
    {
        await using var log = await CreateAsync("again");
        await using var node = await StartAsync(log);
        var batch = Records.Batch(Records.Event("event: tick\ndata: {\"number\":1}\n\n", "t"), Records.Event("event: tick\ndata: {\"number\":2}\n\n", "t"));
        var body = PackedBatch.Pack(batch, 1 << 20, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance).Parts.ShouldHaveSingleItem().Body;
        // Without an id of the message it is a new one for the server.
        for (var i = 0; i < 3; i++) (await log.JetStream().PublishAsync(log.Names.Subject, body, cancellationToken: TestContext.Current.CancellationToken)).Error.ShouldBeNull();
        (await node.ReadAsync("t", SseStart.Earliest)).Where(message => message.Topic is not null).Select(message => message.Event).ShouldBe([new Tick(1), new Tick(2)]);
    }

    [Fact]
    public async Task A_fresh_node_tells_a_client_of_what_was_let_go()
    {
        await using var log = await CreateAsync("fresh");
        SsePosition old, kept;
        await using (var node = await StartAsync(log, options => options.Retention.MaxEvents = 100))
        {
            old = await node.Hub.Topic("t").PublishAsync(new Tick(0)).Bounded();
            for (var i = 1; i < 300; i++) await node.Hub.Topic("t").PublishAsync(new Tick(i)).Bounded();
            kept = node.Hub.Position;
            await node.StopAsync();
        }
        (await log.JetStream().GetStreamAsync(log.Names.Stream, cancellationToken: TestContext.Current.CancellationToken)).Info.State.Messages.ShouldBeLessThan(300);
        await using var fresh = await StartAsync(log, options => options.Retention.MaxEvents = 100);
        (await fresh.ReadAsync("t", old))[0].Event.ShouldBeOfType<SseGap>();
        (await fresh.ReadAsync("t", kept)).ShouldAllBe(message => message.Topic == null && message.Event is Tick);
    }

    private static Task<Node> StartAsync(NatsLog log, Action<SseHubOptions>? options = null) => Node.StartAsync(_ => log.Store(), options);

    private async Task<NatsLog> CreateAsync(string name)
    {
        var log = new NatsLog(server.Url, name);
        await log.CreateAsync();
        return log;
    }
}
