namespace Sse.Stores.Contract;

/// <summary>What a hub's retention keeps is there, before and after a restart; what it lets go leaves the engine too.</summary>
public abstract class RetentionContract : StoreContract
{
    private const int Published = 4_000;

    /// <summary>Limits, and how many of the newest events are there with all of them.</summary>
    public static TheoryData<long, long, int> Limits => new()
    {
        { 1_500, long.MaxValue, 1_500 },
        { long.MaxValue, 150_000, -1 },
        { 500, 150_000, 500 },
        { long.MaxValue, long.MaxValue, Published },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task By_count_and_by_bytes(long maxEvents, long maxBytes, int kept)
    {
        void Retain(SseHubOptions options)
        {
            (options.Retention.MaxEvents, options.Retention.MaxBytes) = (maxEvents, maxBytes);
            options.MaxEventBytes = 1_000;
        }

        List<int> before;
        await using (var node = await StartNodeAsync(Retain))
        {
            for (var i = 0; i < Published; i++) node.Hub.Topic("t").Publish(new Number(i));
            before = await ReadAsync(node);
            await node.StopAsync();
        }
        // What is read last is behind the others.
        Check.Same(Enumerable.Range(Published - before.Count, before.Count), before, "Retention keeps the newest.");
        if (kept >= 0) Check.That(Math.Abs(before.Count - kept) <= 1, $"Retention keeps {kept} events: {before.Count} are there.");
        else Check.That(before.Count is > 100 and < Published, $"Retention by bytes lets some go and keeps some: {before.Count} of {Published} are there.");

        var again = await StartNodeAsync(Retain);
        var after = await ReadAsync(again);
        Check.Same(Enumerable.Range(Published - after.Count, after.Count), after, "Retention keeps the newest over a restart.");
        Check.That(Math.Abs(after.Count - before.Count) <= 2, $"As much is there after a restart: {after.Count} events, before it {before.Count}.");
    }

    [Fact]
    public async Task By_age()
    {
        if (Log.HasOwnClock) Assert.Skip("Records have the engine's time here: TestedLog.HasOwnClock.");
        var time = new ShiftedTime();
        void Retain(SseHubOptions options) => options.Retention.MaxAge = TimeSpan.FromMinutes(10);
        await using (var node = await StartNodeAsync(Retain, time))
        {
            for (var i = 0; i < 100; i++) node.Hub.Topic("t").Publish(new Number(i));
            Check.Equal(100, (await ReadAsync(node)).Count, "What is young is kept.");
            time.Shift = TimeSpan.FromMinutes(6);
            await node.Hub.Topic("t").PublishAsync(new Number(100)).Bounded("PublishAsync");
            Check.Equal(101, (await ReadAsync(node)).Count, "What is younger than the longest age is kept.");
            await node.StopAsync();
        }
        time.Shift = TimeSpan.FromMinutes(12);
        var again = await StartNodeAsync(Retain, time);
        await again.Hub.PublishAsync(new Number(-1)).Bounded("PublishAsync");

        Check.Same([100], await ReadAsync(again), "What became too old while nobody ran is gone after the start; what is young is there.");
    }

    [Fact]
    public async Task What_retention_lets_go_leaves_the_engine()
    {
        static void Retain(SseHubOptions options) => options.Retention.MaxEvents = 1_000;
        await using (var node = await StartNodeAsync(Retain))
        {
            for (var i = 0; i < 10 * Published; i++)
            {
                node.Hub.Topic($"t{i % 3}").Publish(new Number(i));
                if (i % 1_000 == 0) await node.Hub.PublishAsync(new Number(-1)).Bounded("PublishAsync");
            }
            await node.Hub.PublishAsync(new Number(-1)).Bounded("PublishAsync");
            await node.StopAsync();
        }
        var store = await OpenAsync();
        var kept = (await store.ReadAllAsync()).Count;

        Check.That(kept is >= 1_000 and < 10_000, $"Of {10 * Published} events where 1,000 are retained a few thousand are in the engine: there are {kept}.");
    }

    private static async Task<List<int>> ReadAsync(HubNode node) =>
        [.. (await node.ReadAsync("t", SseStart.Earliest)).Select(message => message.Event).OfType<Number>().Select(number => number.Value).Where(value => value >= 0)];
}
