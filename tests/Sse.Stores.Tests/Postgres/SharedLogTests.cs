namespace Sse.Tests.Postgres;

/// <summary>Nodes that share one log, by what their subscribers see.</summary>
public sealed class SharedLogTests : IAsyncLifetime
{
    private static readonly string[] Names = ["a.b", "*", ">", " ", "a b", "%", "~", "/", "a/b", "K\u00f6ln", "'; drop schema sse cascade; --", "{\"\\", new string('x', 256)];

    private PostgresLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await PostgresLog.CreateAsync();

    [Fact]
    public async Task Positions_mean_the_same_after_a_restart()
    {
        SsePosition first, second;
        await using (var node = await _log.StartNodeAsync())
        {
            first = await node.Hub.Topic("ACME").PublishAsync(new Tick(1)).Bounded();
            second = await node.Hub.PublishAsync(new Tick(2)).Bounded();
            for (var i = 3; i < 2_000; i++) node.Hub.Publish(new Tick(i));
            await node.StopAsync();
        }
        await using var again = await _log.StartNodeAsync();

        again.Hub.Position.Epoch.ShouldBe(first.Epoch);
        (await again.ReadAsync("ACME", first)).Select(message => ((Tick)message.Event!).Number).ShouldBe(Enumerable.Range(2, 1_998));
        var all = await again.ReadAsync(SseTopicSelection.All, SseStart.Earliest);
        (all[0].Topic, all[1].Topic).ShouldBe(("ACME", null));
        (all[0].Position, all[1].Position).ShouldBe((first, second));
    }

    [Fact]
    public async Task A_disconnect_reaches_the_other_node()
    {
        await using var one = await SignedIn.StartAsync(_ => _log.NewStore());
        await using var two = await SignedIn.StartAsync(_ => _log.NewStore());
        await NodeDisconnects.TryAsync(one, two);
    }

    [Fact]
    public async Task A_ticket_is_redeemed_once_on_two_nodes()
    {
        await using var one = await TicketNode.StartAsync(_ => _log.NewStore());
        await using var two = await TicketNode.StartAsync(_ => _log.NewStore());
        await NodeTickets.TryAsync(one, two);
    }

    [Fact]
    public async Task All_nodes_see_one_order_with_each_publishers_own_in_it()
    {
        const int Publishers = 8;
        const int Each = 250;
        await using var one = await _log.StartNodeAsync();
        await using var two = await _log.StartNodeAsync();
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(async publisher =>
        {
            var hub = (publisher % 2 == 0 ? one : two).Hub;
            for (var i = 0; i < Each; i++)
            {
                if (i % 10 == 0) await hub.Topic($"t{publisher}").PublishAsync(new Tick((publisher * 1_000) + i)).Bounded();
                else hub.Topic($"t{publisher}").Publish(new Tick((publisher * 1_000) + i));
            }
        }));
        await one.Hub.PublishAsync(new Tick(-1)).Bounded();
        await two.Hub.PublishAsync(new Tick(-2)).Bounded();

        var seen = await one.ReadAsync(SseTopicSelection.All, SseStart.Earliest);
        var other = await two.ReadAsync(SseTopicSelection.All, SseStart.Earliest);
        other.Take(seen.Count).Select(message => (message.Position, message.Event)).ShouldBe(seen.Select(message => (message.Position, message.Event)));
        seen.Count.ShouldBe((Publishers * Each) + 2);
        foreach (var publisher in seen.Where(message => message.Topic is not null).GroupBy(message => message.Topic))
            publisher.Select(message => ((Tick)message.Event!).Number % 1_000).ShouldBe(Enumerable.Range(0, publisher.Count()));
        (await _log.PositionsAsync()).ShouldBe(Enumerable.Range(1, (Publishers * Each) + 4).Select(i => (long)i), "positions are dense");
    }

    [Fact]
    public async Task What_comes_behind_the_end_of_a_topic_is_refused_on_every_node()
    {
        await using var one = await _log.StartNodeAsync();
        await using var two = await _log.StartNodeAsync();
        for (var round = 0; round < 30; round++)
        {
            var topic = $"t{round}";
            var publishing = Enumerable.Range(0, 20).Select(async i =>
            {
                try { return await two.Hub.Topic(topic).PublishAsync(new Tick(i)).Bounded(); }
                catch (SseTopicCompletedException) { return (SsePosition?)null; }
            }).ToArray();
            one.Hub.Topic(topic).Complete();
            // What this node hands over after it comes behind it.
            await one.Hub.PublishAsync(new Tick(0)).Bounded();
            var taken = (await Task.WhenAll(publishing)).Count(position => position is not null);
            await Should.ThrowAsync<SseTopicCompletedException>(async () => await two.Hub.Topic(topic).PublishAsync(new Tick(99)).AsTask().Bounded());
            (await one.ReadAsync(topic, SseStart.Earliest)).Count(message => message.Topic == topic).ShouldBe(taken);
        }
        (await _log.ExecuteAsync("select newest - count(*) from sse.hub, sse.log group by newest")).ShouldBe(0L, "what was refused has no position");
    }

    [Fact]
    public async Task Topics_may_have_any_name()
    {
        await using (var node = await _log.StartNodeAsync())
        {
            foreach (var name in Names) node.Hub.Topic(name).Publish(new Price(name, 1));
            node.Hub.Topics(Names).Publish(new Tick(1));
            await node.StopAsync();
        }
        await using var again = await _log.StartNodeAsync();
        foreach (var name in Names)
            (await again.ReadAsync(name, SseStart.Earliest)).Where(message => message.Topic is not null).Select(message => (message.Topic, message.Event)).ShouldBe([(name, new Price(name, 1)), (name, new Tick(1))]);
    }

    [Fact]
    public async Task The_newest_of_each_key_outlives_the_window_and_a_restart()
    {
        static void Keep(SseHubOptions options) => (options.Retention.MaxEvents, options.Retention.KeepLatest) = (1_000, new SseKeepLatestOptions());
        await using (var node = await _log.StartNodeAsync(Keep))
        {
            for (var i = 0; i < 20; i++) node.Hub.Topic("t").Publish(new Price($"S{i}", i));
            node.Hub.Topic("t").Publish(new Price("S1", 100));
            node.Hub.Topic("t").Publish(new Gone("S2"));
            node.Hub.Topic("t").Publish(new Price("", 7));
            for (var i = 0; i < 4_000; i++) node.Hub.Topic("u").Publish(new Tick(i));
            node.Hub.Topic("t").Publish(new Price("S3", 300));
            await node.StopAsync();
        }
        await using var again = await _log.StartNodeAsync(Keep);

        var latest = again.Hub.GetLatest("t");
        latest.IsComplete.ShouldBeTrue();
        latest.Messages.Select(message => message.Event).Cast<Price>().Where(price => price.Symbol.Length > 0).ToDictionary(price => price.Symbol, price => price.Value)
            .ShouldBe(Enumerable.Range(0, 20).Where(i => i != 2).ToDictionary(i => $"S{i}", i => i switch { 1 => 100, 3 => 300, _ => i }), ignoreOrder: true);
        again.Hub.Topic("t").TryGetLatest(out Price? empty, "").ShouldBeTrue();
        empty!.Value.ShouldBe(7);
        again.Hub.Topic("t").TryGetLatest(out Price? removed, "S2").ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_that_was_away_is_told_by_a_new_node_what_each_topic_lost()
    {
        static void Few(SseHubOptions options) => options.Retention.MaxEvents = 2_000;
        SsePosition old, kept;
        await using (var node = await _log.StartNodeAsync(Few))
        {
            old = await node.Hub.Topic("busy").PublishAsync(new Tick(0)).Bounded();
            await node.Hub.Topic("quiet").PublishAsync(new Tick(1)).Bounded();
            for (var i = 0; i < 5_000; i++) node.Hub.Topic("busy").Publish(new Tick(i));
            kept = await node.Hub.Topic("other").PublishAsync(new Tick(2)).Bounded();
            await node.StopAsync();
        }
        await using var fresh = await _log.StartNodeAsync(Few);

        (await fresh.ReadAsync("busy", old))[0].Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.Evicted);
        (await fresh.ReadAsync("quiet", old))[0].Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.Evicted);
        (await fresh.ReadAsync("other", old)).Select(message => message.Event).ShouldContain(new Tick(2));
        (await fresh.ReadAsync("busy", kept)).ShouldAllBe(message => message.Topic == null);
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();
}
