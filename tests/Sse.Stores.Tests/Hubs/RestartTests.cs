using Sse.Sqlite;

namespace Sse.Tests.Hubs;

/// <summary>A hub whose log outlives its process, by what its subscribers see.</summary>
public sealed class RestartTests : IDisposable
{
    private static readonly string[] Names = ["a.b", "*", ">", " ", "a b", "%", "~", "/", "a/b", "K\u00f6ln", new string('x', 256)];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Positions_mean_the_same_after_a_restart()
    {
        SsePosition first, second;
        await using (var node = await StartAsync())
        {
            first = await node.Hub.Topic("ACME").PublishAsync(new Tick(1));
            second = await node.Hub.PublishAsync(new Tick(2));
            node.Hub.Publish(new Tick(3));
            await node.StopAsync();
        }
        await using var again = await StartAsync();

        again.Hub.Position.Epoch.ShouldBe(first.Epoch);
        (await again.ReadAsync("ACME", first)).Select(message => message.Event).ShouldBe([new Tick(2), new Tick(3)]);
        var all = await again.ReadAsync(SseTopicSelection.All, SseStart.Earliest);
        all.Select(message => (message.Topic, message.Event)).ShouldBe([("ACME", new Tick(1)), (null, new Tick(2)), (null, new Tick(3)), (null, new Tick(int.MinValue))]);
        (all[0].Position, all[1].Position).ShouldBe((first, second));
    }

    [Fact]
    public async Task What_was_handed_over_is_stored_before_the_host_has_stopped()
    {
        await using (var node = await StartAsync())
        {
            for (var i = 0; i < 5_000; i++) node.Hub.Publish(new Tick(i));
            await node.StopAsync();
            Should.Throw<SseHubStoppedException>(() => node.Hub.Publish(new Tick(0)));
        }
        await using var again = await StartAsync();
        (await again.ReadAsync(default, SseStart.Earliest)).Select(message => ((Tick)message.Event!).Number).ShouldBe(Enumerable.Range(0, 5_000));
    }

    [Fact]
    public async Task A_client_that_was_away_over_a_restart_is_told_exactly_what_it_lost()
    {
        SsePosition old, kept;
        await using (var node = await StartAsync(options => options.Retention.MaxEvents = 2_000))
        {
            old = await node.Hub.Topic("busy").PublishAsync(new Tick(0));
            await node.Hub.Topic("quiet").PublishAsync(new Tick(1));
            for (var i = 0; i < 5_000; i++) node.Hub.Topic("busy").Publish(new Tick(i));
            kept = await node.Hub.Topic("other").PublishAsync(new Tick(2));
            await node.StopAsync();
        }
        await using var again = await StartAsync(options => options.Retention.MaxEvents = 2_000);

        (await again.ReadAsync("busy", old))[0].Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.Evicted);
        (await again.ReadAsync("quiet", old))[0].Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.Evicted);
        (await again.ReadAsync("other", old)).Select(message => message.Event).ShouldContain(new Tick(2));
        (await again.ReadAsync("busy", kept)).ShouldAllBe(message => message.Topic == null);
    }

    [Fact]
    public async Task The_newest_of_each_key_outlives_the_window_and_a_restart()
    {
        static void Keep(SseHubOptions options) => (options.Retention.MaxEvents, options.Retention.KeepLatest) = (1_000, new SseKeepLatestOptions());
        await using (var node = await StartAsync(Keep))
        {
            for (var i = 0; i < 20; i++) node.Hub.Topic("t").Publish(new Price($"S{i}", i));
            node.Hub.Topic("t").Publish(new Price("S1", 100));
            node.Hub.Topic("t").Publish(new Gone("S2"));
            for (var i = 0; i < 4_000; i++) node.Hub.Topic("u").Publish(new Tick(i));
            node.Hub.Topic("t").Publish(new Price("S3", 300));
            await node.StopAsync();
        }
        await using var again = await StartAsync(Keep);

        var latest = again.Hub.GetLatest("t");
        latest.IsComplete.ShouldBeTrue();
        latest.Messages.Select(message => message.Event).Cast<Price>().ToDictionary(price => price.Symbol, price => price.Value)
            .ShouldBe(Enumerable.Range(0, 20).Where(i => i != 2).ToDictionary(i => $"S{i}", i => i switch { 1 => 100, 3 => 300, _ => i }), ignoreOrder: true);
        again.Hub.Topic("t").TryGetLatest(out Price? removed, "S2").ShouldBeFalse();
    }

    [Fact]
    public async Task An_event_without_a_key_supersedes_nothing_before_and_after_a_restart()
    {
        await using (var node = await StartAsync())
        {
            node.Hub.Topic("t").Publish(new Tick(1));
            await node.Hub.Topic("t").PublishAsync(new Tick(2));
            node.Hub.GetLatest("t").Messages.ShouldBeEmpty();
            await node.StopAsync();
        }
        await using var again = await StartAsync();
        again.Hub.GetLatest("t").Messages.ShouldBeEmpty();
        await again.Hub.Topic("t").PublishAsync(new Price("", 3));
        again.Hub.GetLatest("t").Messages.Select(message => message.Event).ShouldBe([new Price("", 3)]);
    }

    [Fact]
    public async Task A_completion_outlives_a_restart_and_its_records()
    {
        SsePosition before;
        await using (var node = await StartAsync(options => options.Retention.MaxEvents = 1_000))
        {
            before = await node.Hub.Topic("done").PublishAsync(new Tick(1));
            node.Hub.Topic("done").Complete();
            await Should.ThrowAsync<SseTopicCompletedException>(async () => await node.Hub.Topic("done").PublishAsync(new Tick(2)));
            for (var i = 0; i < 4_000; i++) node.Hub.Topic("other").Publish(new Tick(i));
            await node.StopAsync();
        }
        await using var again = await StartAsync(options => options.Retention.MaxEvents = 1_000);

        Should.Throw<SseTopicCompletedException>(() => again.Hub.Topic("done").Publish(new Tick(3)));
        (await again.ReadAsync("done", before)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Topics_may_have_any_name()
    {
        await using (var node = await StartAsync())
        {
            foreach (var name in Names) node.Hub.Topic(name).Publish(new Price(name, 1));
            node.Hub.Topics(Names).Publish(new Tick(1));
            await node.StopAsync();
        }
        await using var again = await StartAsync();
        foreach (var name in Names) (await again.ReadAsync(name, SseStart.Earliest)).Where(message => message.Topic is not null).Select(message => (message.Topic, message.Event)).ShouldBe([(name, new Price(name, 1)), (name, new Tick(1))]);
    }

    [Fact]
    public async Task A_log_that_was_restored_from_a_copy_never_gives_an_id_to_another_event()
    {
        SsePosition copied, lost;
        await using (var node = await StartAsync())
        {
            copied = await node.Hub.PublishAsync(new Tick(1));
            await node.StopAsync();
        }
        File.Copy(_folder["log.db"], _folder["copy.db"]);
        await using (var node = await StartAsync())
        {
            lost = await node.Hub.PublishAsync(new Tick(2));
            await node.StopAsync();
        }
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "log.db*")) File.Delete(file);
        File.Move(_folder["copy.db"], _folder["log.db"]);

        await using var again = await StartAsync();
        var other = await again.Hub.PublishAsync(new Tick(3));

        other.ShouldNotBe(lost);
        var told = await again.ReadAsync(default, lost);
        told[0].Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.OtherEpoch);
        told.Skip(1).Select(message => message.Event).ShouldBe([new Tick(1), new Tick(3)]);
        (await again.ReadAsync(default, copied)).Select(message => message.Event).Take(1).ShouldBe([new Tick(3)]);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Node> StartAsync(Action<SseHubOptions>? options = null) => Node.StartAsync(_ => new SqliteLogStore(_folder["log.db"]), options);
}
