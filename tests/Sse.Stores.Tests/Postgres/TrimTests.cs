using Sse.Postgres;
using static Sse.Tests.Postgres.PostgresLog;

namespace Sse.Tests.Postgres;

/// <summary>What leaves the log, and what is known of it afterwards.</summary>
public sealed class TrimTests : IAsyncLifetime
{
    private PostgresLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await PostgresLog.CreateAsync();

    [Fact]
    public async Task What_retention_lets_go_leaves_the_log_while_events_come()
    {
        await using var node = await _log.StartNodeAsync(options => options.Retention.MaxEvents = 1_000);
        for (var i = 0; i < 9_000; i++) node.Hub.Topic($"t{i % 3}").Publish(new Tick(i));
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        for (var i = 0; i < 3_000; i++) node.Hub.Topic($"t{i % 3}").Publish(new Tick(i));
        await node.Hub.PublishAsync(new Tick(0)).Bounded();

        // In the log's turn, between batches.
        while ((await _log.PositionsAsync()).Count > 3_000) await Task.Yield();
        (await _log.PositionsAsync())[^1].ShouldBe(12_002);
    }

    [Fact]
    public async Task Each_topic_keeps_what_it_lost_and_how()
    {
        var lost = await TrimAsync(
            upTo: 6,
            keepKeys: 0,
            Event("a"),                                // 1: gone for good
            Event("a", "k"),                           // 2: superseded by 4
            Event("b", "k"),                           // 3: the value of a key
            Event("a", "k"),                           // 4: the value of a key
            Event(["b", "c"]),                         // 5
            Event([]),                                 // 6: for the whole hub
            Event("d"));                               // 7: stays

        lost.OrderBy(topic => topic.Name, StringComparer.Ordinal).ShouldBe(
        [
            new StoredTopic { Name = null, Lost = 6, LostLatest = 6 },
            new StoredTopic { Name = "a", Lost = 4, LostLatest = 4, LostKey = 4, Superseder = 4 },
            new StoredTopic { Name = "b", Lost = 5, LostLatest = 5, LostKey = 3 },
            new StoredTopic { Name = "c", Lost = 5, LostLatest = 5 },
        ]);
        (await _log.PositionsAsync()).ShouldBe([7]);
    }

    [Fact]
    public async Task The_newest_of_each_key_stays_until_it_is_superseded()
    {
        await using var store = _log.NewStore();
        await store.OpenAsync(default);
        await AppendAsync(store, Event("a", "1"), Event("a", "2"), Event("a", "1"), Event("a", "3"), Event("a"), Removal("a", "3"), Event("b", "1"), Event("b"));
        await TrimAllAsync(store, upTo: 7, keepKeys: 100);
        (await _log.PositionsAsync()).ShouldBe([2, 3, 7, 8], "what was superseded, what has no key and a removal go");

        await AppendAsync(store, Event("a", "2"), Event("x"));
        await TrimAllAsync(store, upTo: 7, keepKeys: 100);
        (await _log.PositionsAsync()).ShouldBe([3, 7, 8, 9, 10], "2 has been superseded since");
        (await _log.ExecuteAsync("select kept from sse.trimmed")).ShouldBe(2L);
    }

    [Fact]
    public async Task An_empty_key_is_a_key()
    {
        var lost = await TrimAsync(upTo: 4, keepKeys: 10, Event("a", ""), Event("a"), Event("a", ""), Event("b"), Event("c"));

        (await _log.PositionsAsync()).ShouldBe([3, 5]);
        lost.OrderBy(topic => topic.Name, StringComparer.Ordinal).ShouldBe(
            [new StoredTopic { Name = "a", Lost = 2, LostLatest = 2, Superseder = 3 }, new StoredTopic { Name = "b", Lost = 4, LostLatest = 4 }]);
    }

    [Fact]
    public async Task Beyond_its_bound_the_oldest_value_goes_and_is_known_as_lost()
    {
        var lost = await TrimAsync(upTo: 4, keepKeys: 2, Event("a", "1"), Event("a", "2"), Event("b", "3"), Event("b", "4"), Event("c"));

        (await _log.PositionsAsync()).ShouldBe([3, 4, 5]);
        lost.ShouldBe([new StoredTopic { Name = "a", Lost = 2, LostLatest = 2, LostKey = 2 }]);
    }

    [Fact]
    public async Task Beyond_its_bound_in_bytes_too()
    {
        await using var store = _log.NewStore();
        await store.OpenAsync(default);
        await AppendAsync(store, [.. Enumerable.Range(0, 50).Select(i => Event("a", $"{i}") with { Frame = new byte[100] }), Event("b")]);
        while (await store.TrimAsync(new StoreTrim { UpTo = 50, KeepKeys = 1_000, KeepBytes = 1_050, MaxTopics = 10 }, default)) { }
        (await _log.PositionsAsync()).ShouldBe(Enumerable.Range(41, 11).Select(i => (long)i));
        (await _log.ExecuteAsync("select kept_bytes from sse.trimmed")).ShouldBe(1_000L);
    }

    [Fact]
    public async Task The_values_of_a_complete_topic_leave_with_its_completion_and_are_no_loss_of_keys()
    {
        var topics = await TrimAsync(upTo: 3, keepKeys: 100, Event("a", "1"), Event("b", "1"), Completion("a"), Event("c"));

        (await _log.PositionsAsync()).ShouldBe([2, 4]);
        topics.ShouldBe([new StoredTopic { Name = "a", Lost = 1, LostLatest = 1, CompletedAt = 3 }]);
    }

    [Fact]
    public async Task Topics_that_are_forgotten_may_have_lost_what_any_of_them_lost()
    {
        await using (var store = _log.NewStore())
        {
            await store.OpenAsync(default);
            await AppendAsync(store, [.. Enumerable.Range(1, 3_001).Select(i => Event($"t{i}"))]);
            await TrimAllAsync(store, upTo: 3_000, keepKeys: 0, maxTopics: 100);
        }
        await using var again = _log.NewStore();
        var stored = await again.OpenAsync(default);
        stored.Topics.Count.ShouldBeInRange(100, 1_100);
        stored.Topics.Select(topic => topic.Lost).Min().ShouldBe(stored.Others.Lost + 1);
        stored.Others.LostLatest.ShouldBe(stored.Others.Lost);
    }

    [Fact]
    public async Task The_newest_of_all_stays_so_that_its_tag_is_known()
    {
        await using var store = _log.NewStore();
        var opened = await store.OpenAsync(default);
        var batch = new StoreBatch(Guid.NewGuid(), [Event("a"), Event("a")]);
        await store.AppendAsync(batch, default);
        await TrimAllAsync(store, upTo: 2, keepKeys: 0);
        (await store.GetNewestAsync(default)).ShouldBe(new StoredPlace(opened.Epoch, 2, batch.Tag));
    }

    [Fact]
    public async Task Two_trim_at_once_and_each_record_is_lost_once()
    {
        await using var one = _log.NewStore();
        await using var two = _log.NewStore();
        await one.OpenAsync(default);
        await two.OpenAsync(default);
        for (var i = 0; i < 20; i++) await AppendAsync(one, [.. Enumerable.Range(0, 500).Select(n => Event($"t{n % 7}", $"k{n % 50}"))]);
        var trimming = Task.WhenAll(TrimAllAsync(one, upTo: 9_990, keepKeys: 100), TrimAllAsync(two, upTo: 9_990, keepKeys: 100));
        await AppendAsync(two, Event("t0"), Event("x"));
        await trimming.Bounded();
        // Whoever came second may have left the rest to the first.
        await TrimAllAsync(one, upTo: 9_990, keepKeys: 100);

        var positions = await _log.PositionsAsync();
        positions.Count.ShouldBe((int)(long)(await _log.ExecuteAsync("select kept from sse.trimmed"))! + 12);
        ((long)(await _log.ExecuteAsync("select max(lost) from sse.topic"))!).ShouldBe(9_890L, "the hundred newest keys lie at the end");
    }

    [Fact]
    public async Task What_others_trim_while_a_node_begins_is_still_there_for_it()
    {
        await using var one = _log.NewStore();
        await using var two = _log.NewStore();
        var opened = await one.OpenAsync(default);
        await AppendAsync(one, [.. Enumerable.Range(0, 900).Select(n => Event("a", $"{n}"))]);
        await two.OpenAsync(default);
        await TrimAllAsync(one, upTo: 800, keepKeys: 0);

        (await TailAsync(two, new StoredPlace(opened.Epoch, 0, null))).Count.ShouldBe(900);
        // It has no such view any more: what it hasn't read it can only ask for anew.
        await Should.ThrowAsync<SseLogReplacedException>(() => TailAsync(two, new StoredPlace(opened.Epoch, 0, null)));
        (await two.OpenAsync(default)).Topics.ShouldBe([new StoredTopic { Name = "a", Lost = 800, LostLatest = 800, LostKey = 800 }]);
        (await TailAsync(two, new StoredPlace(opened.Epoch, 0, null))).Count.ShouldBe(100);
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    private static async Task TrimAllAsync(PostgresLogStore store, long upTo, long keepKeys, int maxTopics = 1_000)
    {
        while (await store.TrimAsync(new StoreTrim { UpTo = upTo, KeepKeys = keepKeys, KeepBytes = long.MaxValue, MaxTopics = maxTopics }, TestContext.Current.CancellationToken)) { }
    }

    // What topics are known to have lost when the log is opened again.
    private async Task<IReadOnlyList<StoredTopic>> TrimAsync(long upTo, long keepKeys, params StoreRecord[] records)
    {
        await using (var store = _log.NewStore())
        {
            await store.OpenAsync(default);
            await AppendAsync(store, records);
            await TrimAllAsync(store, upTo, keepKeys);
        }
        await using var again = _log.NewStore();
        return (await again.OpenAsync(default)).Topics;
    }
}
