namespace Sse.Tests.Nats;

/// <summary>What is let go, and what a process that opens the log then knows of it.</summary>
public sealed class TrimTests(NatsServerFixture server) : IClassFixture<NatsServerFixture>
{
    [Fact]
    public async Task Messages_go_that_lie_wholly_within_and_the_newest_stays()
    {
        await using var log = new NatsLog(server.Url, "whole");
        await log.CreateAsync();
        var store = log.Store();
        var epoch = (await store.OpenAsync()).Epoch;
        var first = await store.AppendAsync(Records.Batch(Records.Event("1"), Records.Event("2")));
        var second = await store.AppendAsync(Records.Batch(Records.Event("3"), Records.Event("4")));
        var third = await store.AppendAsync(Records.Batch(Records.Event("5")));

        (await TrimAsync(store, first[0])).ShouldBeFalse();
        (await ReadAsync(store, epoch)).ShouldBe(["1", "2", "3", "4", "5"]);
        await TrimAsync(store, second[0]);
        (await ReadAsync(store, epoch)).ShouldBe(["3", "4", "5"]);
        await TrimAsync(store, second[1]);
        (await ReadAsync(store, epoch)).ShouldBe(["5"]);
        await TrimAsync(store, third[0] + 1_000_000);
        (await ReadAsync(store, epoch)).ShouldBe(["5"]);
        (await store.ReadAsync(0, 10, TestContext.Current.CancellationToken)).Select(Records.Text).ShouldBe(["5"]);

        var opened = await log.Store().OpenAsync();
        opened.Newest.ShouldBe(third[0]);
        opened.Others.Lost.ShouldBeInRange(second[1], third[0] - 1);
        (opened.Others.LostLatest, opened.Others.LostKey).ShouldBe((opened.Others.Lost, opened.Others.Lost));
    }

    [Fact]
    public async Task Completions_outlive_their_records_the_newest_so_many()
    {
        await using var log = new NatsLog(server.Url, "completions");
        await log.CreateAsync();
        var store = log.Store();
        await store.OpenAsync();
        var places = new List<long>();
        for (var i = 0; i < 6; i++) places.AddRange(await store.AppendAsync(Records.Batch(Records.Event("x", $"t{i}"), Records.Completion($"t{i}", "*"))));
        await store.AppendAsync(Records.Batch(Records.Event("y")));

        (await log.Store().OpenAsync()).Topics.ShouldBeEmpty("the log still tells");
        await TrimAsync(store, places[7]);
        (await log.Store().OpenAsync()).Topics.Select(topic => (topic.Name, topic.CompletedAt)).ShouldBe([("t0", places[1]), ("*", places[1]), ("t1", places[3]), ("t2", places[5]), ("t3", places[7])], ignoreOrder: true);
        await TrimAsync(store, places[11], maxTopics: 3);
        (await log.Store().OpenAsync()).Topics.Select(topic => topic.Name).ShouldBe(["t3", "t4", "t5"]);
    }

    [Fact]
    public async Task More_completions_than_are_looked_at_at_once_take_several_turns()
    {
        await using var log = new NatsLog(server.Url, "turns");
        await log.CreateAsync();
        var store = log.Store();
        await store.OpenAsync();
        var last = 0L;
        for (var i = 0; i < 250; i++) last = (await store.AppendAsync(Records.Batch(Records.Completion($"t{i}"))))[0];
        await store.AppendAsync(Records.Batch(Records.Event("y")));

        (await TrimAsync(store, last)).ShouldBeTrue();
        while (await TrimAsync(store, last)) { }
        (await log.Store().OpenAsync()).Topics.Select(topic => topic.Name).ShouldBe(Enumerable.Range(0, 250).Select(i => $"t{i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task Two_nodes_may_trim_at_once()
    {
        await using var log = new NatsLog(server.Url, "two");
        await log.CreateAsync();
        var (store, other) = (log.Store(), log.Store());
        await store.OpenAsync();
        await other.OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            var place = (await store.AppendAsync(Records.Batch(Records.Completion($"t{round}"))))[0];
            await store.AppendAsync(Records.Batch(Records.Event("y")));
            await Task.WhenAll(TrimAsync(store, place), TrimAsync(other, place));
        }
        (await log.Store().OpenAsync()).Topics.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_node_that_missed_what_was_let_go_begins_over()
    {
        await using var log = new NatsLog(server.Url, "missed");
        await log.CreateAsync();
        var (store, other) = (log.Store(), log.Store());
        var epoch = (await store.OpenAsync()).Epoch;
        await other.OpenAsync();
        var batch = Records.Batch(Records.Event("1"));
        var read = new StoredPlace(epoch, (await store.AppendAsync(batch))[0], batch.Tag);
        var second = (await store.AppendAsync(Records.Batch(Records.Event("2"))))[0];
        var third = (await store.AppendAsync(Records.Batch(Records.Event("3"))))[0];
        await store.AppendAsync(Records.Batch(Records.Event("4")));

        await TrimAsync(store, read.Position);
        (await other.TailToEndAsync(read)).Select(Records.Text).ShouldBe(["2", "3", "4"], "nothing that it needs is gone");
        await TrimAsync(store, second);
        await Should.ThrowAsync<SseLogReplacedException>(() => other.TailToEndAsync(read));
        await other.OpenAsync();
        (await other.TailToEndAsync(new StoredPlace(epoch, 0, null))).Select(Records.Text).ShouldBe(["3", "4"]);

        await other.OpenAsync();
        await TrimAsync(store, third);
        await Should.ThrowAsync<SseLogReplacedException>(() => other.TailToEndAsync(new StoredPlace(epoch, 0, null)));
    }

    private static async Task<bool> TrimAsync(ILogStore store, long upTo, int maxTopics = 1_000) =>
        await store.TrimAsync(new StoreTrim { UpTo = upTo, MaxTopics = maxTopics }, TestContext.Current.CancellationToken).Bounded();

    private static async Task<IEnumerable<string>> ReadAsync(ILogStore store, string epoch) =>
        (await store.TailToEndAsync(new StoredPlace(epoch, 0, null))).Select(Records.Text);
}
