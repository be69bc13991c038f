namespace Sse.Stores.Contract;

/// <summary>The readers that get less than every event: snapshots, conflation, a maximum frequency. Before a restart and after it.</summary>
public abstract class HubReadersContract : StoreContract
{
    private const int PerTopic = 100;

    [Fact]
    public async Task A_snapshot_has_the_newest_of_each_key_and_live_follows()
    {
        await using (var node = await StartNodeAsync())
        {
            node.Hub.Topic("t").Publish(new Setting("a", 1));
            node.Hub.Topic("t").Publish(new Setting("b", 1));
            node.Hub.Topic("t").Publish(new Setting("c", 1));
            node.Hub.Topic("t").Publish(new Number(1));
            node.Hub.Topic("t").Publish(new Setting("a", 2));
            node.Hub.Topic("u").Publish(new Setting("b", 9));
            await node.Hub.Topic("t").PublishAsync(new Removed("c")).Bounded("PublishAsync");
            await CheckSnapshotAsync(node, "A snapshot has the newest of each key of its topic, in order, without what was removed.");
            await node.StopAsync();
        }
        await CheckSnapshotAsync(await StartNodeAsync(), "A snapshot has the same after a restart.");
    }

    [Fact]
    public async Task A_snapshot_that_was_cut_goes_on_after_a_restart()
    {
        SsePosition cut;
        await using (var node = await StartNodeAsync())
        {
            for (var i = 0; i < 10; i++) await node.Hub.Topic("t").PublishAsync(new Setting($"k{i}", i)).Bounded("PublishAsync");
            await using var reader = node.Read("t", SseStart.Snapshot);
            cut = (await reader.UntilAsync(4))[3].Position;
            // Behind the snapshot's boundary: the one does not take the other's place in it.
            await node.Hub.Topic("t").PublishAsync(new Setting("k9", 100)).Bounded("PublishAsync");
            await node.StopAsync();
        }
        var again = await StartNodeAsync();
        await using var rest = again.Read("t", cut);
        var events = (await rest.UntilAsync(8)).Select(message => message.Event).ToList();
        Check.Same(Enumerable.Range(4, 6).Select(i => (object)new Setting($"k{i}", i)), events.Take(6), "A snapshot that was cut goes on behind its last event, as of the time when it began.");
        Check.That(events[6] is SseLive, $"The end of a snapshot is told: {events[6]} came.");
        Check.Equal(new Setting("k9", 100), events[7], "What came after a snapshot follows it.");
    }

    /// <summary>Endpoints whose readers pass over what is superseded.</summary>
    public static TheoryData<string> Conflating => ["newest", "paced"];

    [Theory]
    [MemberData(nameof(Conflating))]
    public async Task A_conflating_client_gets_every_event_but_of_each_key_only_the_newest(string endpoint)
    {
        // Keys have numbers of their own, so that a client's list tells them apart.
        string[] expected = [.. Enumerable.Range(0, 5).Select(i => $"number {i}"), "setting 49", "setting 149", "number 5"];
        SsePosition before;
        await using (var node = await StartNodeAsync())
        {
            before = await node.Hub.Topic("t").PublishAsync(new Number(-1)).Bounded("PublishAsync");
            for (var i = 0; i < 50; i++)
            {
                if (i < 5) node.Hub.Topic("t").Publish(new Number(i));
                node.Hub.Topic("t").Publish(new Setting("a", i));
                node.Hub.Topic("t").Publish(new Setting("b", 100 + i));
            }
            await node.Hub.Topic("t").PublishAsync(new Number(5)).Bounded("PublishAsync");
            await using var stream = new StreamReading(node.Address, "t", before, endpoint);
            Check.Same(expected, await stream.UntilAsync(expected.Length), "Of what waited for it a conflating client gets every event without a key, and the newest of each key.");
            await node.StopAsync();
        }
        var again = await StartNodeAsync();
        await using var late = new StreamReading(again.Address, "t", before, endpoint);
        Check.Same(expected, await late.UntilAsync(expected.Length), "A conflating client that comes back after a restart gets the same.");
        await again.Hub.Topic("t").PublishAsync(new Setting("a", 50)).Bounded("PublishAsync");
        Check.Same([.. expected, "setting 50"], await late.UntilAsync(expected.Length + 1), "Live follows.");
    }

    [Fact]
    public async Task Retention_bounds_each_topic()
    {
        static void Retain(SseHubOptions options) => options.Retention.MaxEventsPerTopic = PerTopic;
        await using (var node = await StartNodeAsync(Retain))
        {
            for (var i = 0; i < 10 * PerTopic; i++)
            {
                node.Hub.Topic("busy").Publish(new Number(i));
                if (i % 20 == 0) node.Hub.Topic("quiet").Publish(new Number(i));
            }
            await CheckTopicsAsync(node);
            await node.StopAsync();
        }
        await CheckTopicsAsync(await StartNodeAsync(Retain));
    }

    private static async Task CheckTopicsAsync(HubNode node)
    {
        Check.Same(Enumerable.Range(9 * PerTopic, PerTopic), await ValuesAsync("busy"), "Of a busy topic the newest are there.");
        Check.Same(Enumerable.Range(0, PerTopic / 2).Select(i => 20 * i), await ValuesAsync("quiet"), "A quiet topic keeps what is within the limit.");

        async Task<IEnumerable<int>> ValuesAsync(string topic) =>
            (await node.ReadAsync(topic, SseStart.Earliest)).Where(message => message.Topic == topic).Select(message => ((Number)message.Event!).Value);
    }

    private static async Task CheckSnapshotAsync(HubNode node, string what)
    {
        await using var reader = node.Read("t", SseStart.Snapshot);
        var got = await reader.UntilAsync(3);
        Check.Same([new Setting("b", 1), new Setting("a", 2)], got.Take(2).Select(message => message.Event), what);
        Check.That(got[0].IsSnapshot && got[2].Event is SseLive { Count: 2, Complete: true }, $"The end of a snapshot tells how much it had, and that nothing is missing: {got[2].Event} came.");
        await node.Hub.Topic("t").PublishAsync(new Number(2)).Bounded("PublishAsync");
        Check.Equal(new Number(2), (await reader.UntilAsync(4))[3].Event, "Live follows a snapshot.");
    }
}
