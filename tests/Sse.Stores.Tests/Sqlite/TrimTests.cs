using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Sse.Sqlite;

namespace Sse.Tests.Sqlite;

/// <summary>What leaves the file, and what is known of it afterwards.</summary>
public sealed class TrimTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task What_retention_lets_go_leaves_the_file_while_events_come()
    {
        var time = new FakeTimeProvider();
        await using var node = await Node.StartAsync(
            _ => new SqliteLogStore(_folder["log.db"]), options => options.Retention.MaxEvents = 1_000, services => services.AddSingleton<TimeProvider>(time));
        for (var i = 0; i < 20_000; i++) node.Hub.Topic($"t{i % 3}").Publish(new Tick(i));
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        Positions().Count.ShouldBeLessThan(12_000, "it keeps up");

        // What is left goes although nothing new comes.
        time.Advance(TimeSpan.FromSeconds(5));
        await Wait.Until(() => Positions().Count <= 2_000);
        Positions()[^1].ShouldBe(20_001);
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
        Positions().ShouldBe([7]);
    }

    [Fact]
    public async Task The_newest_of_each_key_stays_until_it_is_superseded()
    {
        await using var store = new SqliteLogStore(_folder["log.db"]);
        await store.OpenAsync(default);
        await AppendAsync(store, Event("a", "1"), Event("a", "2"), Event("a", "1"), Event("a", "3"), Event("a"), Removal("a", "3"), Event("b", "1"));
        await TrimAllAsync(store, upTo: 7, keepKeys: 100);
        Positions().ShouldBe([2, 3, 7], "what was superseded, what has no key and a removal go");

        await AppendAsync(store, Event("a", "2"), Event("x"));
        await TrimAllAsync(store, upTo: 7, keepKeys: 100);
        Positions().ShouldBe([3, 7, 8, 9], "2 has been superseded since");
    }

    [Fact]
    public async Task Beyond_its_bound_the_oldest_value_goes_and_is_known_as_lost()
    {
        var lost = await TrimAsync(upTo: 4, keepKeys: 2, Event("a", "1"), Event("a", "2"), Event("b", "3"), Event("b", "4"), Event("c"));

        Positions().ShouldBe([3, 4, 5]);
        lost.ShouldBe([new StoredTopic { Name = "a", Lost = 2, LostLatest = 2, LostKey = 2 }]);
    }

    [Fact]
    public async Task The_values_of_a_complete_topic_leave_with_its_completion_and_are_no_loss_of_keys()
    {
        var topics = await TrimAsync(upTo: 3, keepKeys: 100, Event("a", "1"), Event("b", "1"), Completion("a"), Event("c"));

        Positions().ShouldBe([2, 4]);
        topics.ShouldBe([new StoredTopic { Name = "a", Lost = 1, LostLatest = 1, CompletedAt = 3 }]);
    }

    [Fact]
    public async Task Topics_that_are_forgotten_may_have_lost_what_any_of_them_lost()
    {
        await using (var store = new SqliteLogStore(_folder["log.db"]))
        {
            await store.OpenAsync(default);
            await AppendAsync(store, [.. Enumerable.Range(1, 3_000).Select(i => Event($"t{i}"))]);
            await TrimAllAsync(store, upTo: 3_000, keepKeys: 0, maxTopics: 100);
        }
        await using var again = new SqliteLogStore(_folder["log.db"]);
        var stored = await again.OpenAsync(default);
        stored.Topics.Count.ShouldBeInRange(100, 1_100);
        stored.Topics.Select(topic => topic.Lost).Min().ShouldBe(stored.Others.Lost + 1);
        stored.Others.LostLatest.ShouldBe(stored.Others.Lost);
    }

    public void Dispose() => _folder.Dispose();

    private static StoreRecord Event(string topic, string? key = null) => Event([topic], key);

    private static StoreRecord Event(string[] topics, string? key = null) => new()
    {
        Kind = StoreRecordKind.Event,
        Topics = topics,
        IsKeyed = key is not null,
        Key = Encoding.UTF8.GetBytes(key ?? ""),
        Frame = "data: x\n\n"u8.ToArray(),
        At = DateTimeOffset.UnixEpoch,
    };

    private static StoreRecord Removal(string topic, string key) => Event(topic, key) with { Kind = StoreRecordKind.Removal };

    private static StoreRecord Completion(string topic) => new() { Kind = StoreRecordKind.Completion, Topics = [topic], At = DateTimeOffset.UnixEpoch };

    private static async Task AppendAsync(SqliteLogStore store, params StoreRecord[] records) => await store.AppendAsync(new StoreBatch(Guid.NewGuid(), records), default);

    private static async Task TrimAllAsync(SqliteLogStore store, long upTo, long keepKeys, int maxTopics = 1_000)
    {
        while (await store.TrimAsync(new StoreTrim { UpTo = upTo, KeepKeys = keepKeys, KeepBytes = long.MaxValue, MaxTopics = maxTopics }, default)) { }
    }

    // What topics are known to have lost when the file is opened again.
    private async Task<IReadOnlyList<StoredTopic>> TrimAsync(long upTo, long keepKeys, params StoreRecord[] records)
    {
        await using (var store = new SqliteLogStore(_folder["log.db"]))
        {
            await store.OpenAsync(default);
            await AppendAsync(store, records);
            await TrimAllAsync(store, upTo, keepKeys);
        }
        await using var again = new SqliteLogStore(_folder["log.db"]);
        return (await again.OpenAsync(default)).Topics;
    }

    private List<long> Positions()
    {
        using var connection = new SqliteConnection($"Data Source={_folder["log.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select position from log order by position";
        using var rows = command.ExecuteReader();
        var positions = new List<long>();
        while (rows.Read()) positions.Add(rows.GetInt64(0));
        return positions;
    }
}
