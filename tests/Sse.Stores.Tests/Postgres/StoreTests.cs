using System.Text;
using Sse.Postgres;

namespace Sse.Tests.Postgres;

/// <summary>Appending and reading back, without a hub.</summary>
public sealed class StoreTests : IAsyncLifetime
{
    private PostgresLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await PostgresLog.CreateAsync();

    [Fact]
    public async Task What_is_appended_comes_back_as_it_was()
    {
        await using var store = _log.NewStore();
        var opened = await store.OpenAsync(default);
        var records = new[]
        {
            PostgresLog.Event("a"),
            PostgresLog.Event(["a", "b c", "K\u00f6ln", "'\"\\{},"], key: "k"),
            PostgresLog.Event([], key: ""),
            PostgresLog.Event([]) with { Frame = default, At = new DateTimeOffset(2031, 2, 3, 4, 5, 6, 7, TimeSpan.FromHours(2)) },
            PostgresLog.Removal("a", "k"),
            PostgresLog.Event("a") with { Kind = (StoreRecordKind)77, Frame = new byte[] { 0, 255, 10, 13 } },
            PostgresLog.Event("a") with { IsKeyed = true, Key = new byte[] { 0, 1, 255 } },
            PostgresLog.Completion("x", "y"),
        };
        var batch = new StoreBatch(Guid.NewGuid(), records);
        (await store.AppendAsync(batch, default)).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);

        var stored = await PostgresLog.TailAsync(store, new StoredPlace(opened.Epoch, 0, null));
        stored.Select(record => record.Position).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
        stored.ShouldAllBe(record => record.Tag == batch.Tag);
        stored.Select(Text).ShouldBe(records.Select(Text));
        (await store.ReadAsync(5, 2, default)).Select(Text).ShouldBe(records.Skip(5).Take(2).Select(Text));
        (await store.GetNewestAsync(default)).ShouldBe(new StoredPlace(opened.Epoch, 8, batch.Tag));
    }

    [Fact]
    public async Task A_batch_is_appended_once_from_whatever_connection_it_comes_again()
    {
        await using var one = _log.NewStore();
        await using var two = _log.NewStore();
        var opened = await one.OpenAsync(default);
        await two.OpenAsync(default);
        for (var i = 0; i < 50; i++)
        {
            var batch = new StoreBatch(Guid.NewGuid(), [PostgresLog.Event("a"), PostgresLog.Event("b")]);
            var both = await Task.WhenAll(one.AppendAsync(batch, default).AsTask(), two.AppendAsync(batch, default).AsTask());
            both[0].ShouldBe([(2 * i) + 1, (2 * i) + 2]);
            both[1].ShouldBe(both[0]);
        }
        // What was refused is refused again, with the same places.
        await PostgresLog.AppendAsync(one, PostgresLog.Completion("b"));
        var refused = new StoreBatch(Guid.NewGuid(), [PostgresLog.Event("b"), PostgresLog.Event("a"), PostgresLog.Event(["a", "b"]), PostgresLog.Event("c"), PostgresLog.Event("b")]);
        var places = await one.AppendAsync(refused, default);
        places.ShouldBe([0, 102, 0, 103, 0]);
        (await two.AppendAsync(refused, default)).ShouldBe(places);
        (await PostgresLog.TailAsync(two, new StoredPlace(opened.Epoch, 0, null))).Count.ShouldBe(103);
    }

    [Fact]
    public async Task A_batch_of_long_ago_is_forgotten_but_not_the_last_of_a_node()
    {
        await using var store = _log.NewStore();
        var opened = await store.OpenAsync(default);
        var batches = Enumerable.Range(0, 5).Select(_ => new StoreBatch(Guid.NewGuid(), [PostgresLog.Event("a")])).ToList();
        foreach (var batch in batches) await store.AppendAsync(batch, default);
        await _log.ExecuteAsync("update sse.batch set at = at - interval '1 hour'");
        await store.TrimAsync(new StoreTrim { UpTo = 1, MaxTopics = 10 }, default);

        (await _log.ExecuteAsync("select count(*) from sse.batch")).ShouldBe(1L);
        (await store.AppendAsync(batches[^1], default)).ShouldBe([5]);
    }

    [Fact]
    public async Task What_completes_a_topic_within_a_batch_counts_for_the_rest_of_it()
    {
        await using var store = _log.NewStore();
        await store.OpenAsync(default);
        var places = await PostgresLog.AppendAsync(
            store,
            PostgresLog.Event("a"), PostgresLog.Completion("a", "b"), PostgresLog.Event("a"), PostgresLog.Event(["c", "b"]), PostgresLog.Completion("b", "c"), PostgresLog.Event([]),
            PostgresLog.Completion("c", "a"), PostgresLog.Event("d"));

        places.ShouldBe([1, 2, 0, 0, 3, 4, 0, 5]);
        await using var other = _log.NewStore();
        var opened = await other.OpenAsync(default);
        opened.Newest.ShouldBe(5);
        opened.Topics.Select(topic => (topic.Name, topic.CompletedAt)).OrderBy(topic => topic.Name, StringComparer.Ordinal).ShouldBe([("a", 2), ("b", 2), ("c", 3)]);
        (await other.ReadAsync(2, 1, default))[0].Topics.ShouldBe(["c"], "b was complete already");
    }

    [Fact]
    public async Task A_log_that_was_made_anew_or_restored_is_another_one()
    {
        await using var store = _log.NewStore();
        var opened = await store.OpenAsync(default);
        var batch = new StoreBatch(Guid.NewGuid(), [PostgresLog.Event("a"), PostgresLog.Event("b"), PostgresLog.Event("c")]);
        await store.AppendAsync(batch, default);
        var known = new StoredPlace(opened.Epoch, 2, batch.Tag);
        (await PostgresLog.TailAsync(store, known)).Count.ShouldBe(1);

        await ThrowsReplacedAsync(store, known with { Epoch = "00000000" });
        await ThrowsReplacedAsync(store, known with { Position = 4 });
        await ThrowsReplacedAsync(store, known with { Tag = "aaaaaa" });
        // A tail that is under way notices as well.
        var tailing = ThrowsReplacedAsync(store, new StoredPlace(opened.Epoch, 3, batch.Tag), untilIdle: false);
        await _log.ExecuteAsync("update sse.log set tag = 'bbbbbb' where position = 3");
        await tailing.Bounded();
        await _log.ExecuteAsync("update sse.hub set epoch = '11111111'");
        await ThrowsReplacedAsync(store, known);
        await Should.ThrowAsync<SseLogReplacedException>(async () => await PostgresLog.AppendAsync(store, PostgresLog.Event("a")));
        (await store.OpenAsync(default)).Epoch.ShouldBe("11111111");
    }

    [Fact]
    public async Task Hubs_of_one_database_have_a_log_each()
    {
        await using var one = _log.NewStore("one");
        await using var two = _log.NewStore("two's \"hub\"");
        var (first, second) = (await one.OpenAsync(default), await two.OpenAsync(default));
        first.Epoch.ShouldNotBe(second.Epoch);
        await PostgresLog.AppendAsync(one, PostgresLog.Event("a"), PostgresLog.Completion("done"));
        (await PostgresLog.AppendAsync(two, PostgresLog.Event("done"))).ShouldBe([1]);
        await two.TrimAsync(new StoreTrim { UpTo = 1, MaxTopics = 10 }, default);

        (await PostgresLog.TailAsync(one, new StoredPlace(first.Epoch, 0, null))).Count.ShouldBe(2);
        (await PostgresLog.TailAsync(two, new StoredPlace(second.Epoch, 0, null))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_is_on_the_disk_although_the_session_would_not_wait_for_it()
    {
        await using var store = _log.NewStore();
        await store.OpenAsync(default);
        await using var connection = await _log.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            set synchronous_commit = off; begin;
            select sse.append(id, epoch, gen_random_uuid(), gen_random_uuid(), 'aaaaaa', '{0}', '{a}', '{null}', '{2030-01-01}', '{x}') from sse.hub;
            """;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        command.CommandText = "select current_setting('synchronous_commit')";
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe("on");
    }

    [Fact]
    public async Task A_page_ends_where_there_are_enough_bytes()
    {
        await using var store = _log.NewStore();
        var opened = await store.OpenAsync(default);
        for (var i = 0; i < 6; i++) await PostgresLog.AppendAsync(store, PostgresLog.Event("a") with { Frame = new byte[3 << 20] });
        (await store.ReadAsync(0, 500, default)).Count.ShouldBe(2);
        (await PostgresLog.TailAsync(store, new StoredPlace(opened.Epoch, 0, null))).Select(record => record.Position).ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    private static async Task ThrowsReplacedAsync(PostgresLogStore store, StoredPlace after, bool untilIdle = true) => await Should.ThrowAsync<SseLogReplacedException>(async () =>
    {
        await foreach (var page in store.TailAsync(after, TestContext.Current.CancellationToken))
            if (untilIdle && page.Count == 0) return;
    });

    private static string Text(StoreRecord record) =>
        $"{record.Kind} {string.Join('|', record.Topics)} {record.IsKeyed} {Convert.ToHexString(record.Key.Span)} {record.At.UtcDateTime:O} {Encoding.Latin1.GetString(record.Frame.Span)}";
}
