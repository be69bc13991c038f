using System.Globalization;

namespace Sse.Stores.Contract;

/// <summary>A hub whose log outlives its process, by what its subscribers see.</summary>
public abstract class HubContract : StoreContract
{
    /// <summary>The environment variable with how many events to start with beside the usual numbers, such as 1000000.</summary>
    public const string RetainedVariable = "SSE_CONTRACT_RETAINED";

    private const int SmallWindow = 1_000;

    /// <summary>With how many events a process starts.</summary>
    public static TheoryData<int> Retained
    {
        get
        {
            var counts = new TheoryData<int> { 0, 10_000 };
            if (int.TryParse(Environment.GetEnvironmentVariable(RetainedVariable), CultureInfo.InvariantCulture, out var more)) counts.Add(more);
            return counts;
        }
    }

    [Theory]
    [MemberData(nameof(Retained))]
    public async Task A_start_reads_back_what_is_retained(int count)
    {
        void Retain(SseHubOptions options) => (options.Retention.MaxEvents, options.Retention.MaxBytes) = (count + 10, 1L << 32);
        var store = await OpenAsync();
        for (var from = 0; from < count; from += 1_000)
            await store.AppendAsync([.. Enumerable.Range(from, Math.Min(1_000, count - from)).Select(i => Records.Event($"{{\"value\":{i},\"publisher\":0}}", "t") with { Frame = Frame(i) })]);
        await store.DisposeAsync();
        var node = await StartNodeAsync(Retain);

        var got = await node.ReadAsync("t", SseStart.Earliest);
        Check.Same(Enumerable.Range(0, count), got.Select(message => ((Number)message.Event!).Value), "Who starts reads back everything that is retained, before anybody is served.");
    }

    [Fact]
    public async Task Positions_mean_the_same_after_a_restart()
    {
        SsePosition first, second;
        await using (var node = await StartNodeAsync())
        {
            first = await node.Hub.Topic("ACME").PublishAsync(new Number(1)).Bounded("PublishAsync");
            second = await node.Hub.PublishAsync(new Number(2)).Bounded("PublishAsync");
            node.Hub.Publish(new Number(3));
            await node.StopAsync();
        }
        var again = await StartNodeAsync();

        Check.Equal(first.Epoch, again.Hub.Position.Epoch, "A log keeps its epoch over a restart.");
        Check.Same([new Number(2), new Number(3)], (await again.ReadAsync("ACME", first)).Select(message => message.Event), "A client that was away over a restart goes on behind its last event.");
        Check.Same([new Number(3)], (await again.ReadAsync("ACME", second)).Select(message => message.Event), "A client that was away over a restart goes on behind its last event.");
        var all = await again.ReadAsync(SseTopicSelection.All, SseStart.Earliest);
        Check.Same([("ACME", new Number(1)), (null, new Number(2)), (null, new Number(3))], all.Take(3).Select(message => (message.Topic, message.Event as Number)), "Events and their topics outlive a restart.");
        Check.Same([first, second], all.Take(2).Select(message => message.Position), "Positions outlive a restart.");
    }

    [Fact]
    public async Task What_was_handed_over_is_stored_before_the_host_has_stopped()
    {
        await using (var node = await StartNodeAsync())
        {
            for (var i = 0; i < 5_000; i++) node.Hub.Publish(new Number(i));
            await node.StopAsync();
            await Check.ThrowsAsync<SseHubStoppedException>(async () => await node.Hub.PublishAsync(new Number(0)), "Nothing is published after the stop.");
        }
        var again = await StartNodeAsync();
        Check.Same(Enumerable.Range(0, 5_000), (await again.ReadAsync(default, SseStart.Earliest)).Select(message => ((Number)message.Event!).Value), "A stop stores what was handed over.");
    }

    [Fact]
    public async Task An_event_for_several_topics_reaches_who_reads_several_once()
    {
        await using (var node = await StartNodeAsync())
        {
            await using var reader = node.Read(SseTopicSelection.Of("a", "b"), SseStart.Now);
            node.Hub.Topics(["a", "b", "c"]).Publish(new Number(1));
            await node.Hub.Topic("b").PublishAsync(new Number(2)).Bounded("PublishAsync");
            Check.Same([new Number(1), new Number(2)], (await reader.UntilAsync(2)).Select(message => message.Event), "An event for several topics reaches who reads two of them once.");
            await node.StopAsync();
        }
        var again = await StartNodeAsync();
        Check.Same([new Number(1), new Number(2)], (await again.ReadAsync(SseTopicSelection.Of("a", "b"), SseStart.Earliest)).Select(message => message.Event), "An event for several topics reaches who reads two of them once, after a restart too.");
        Check.Same([new Number(1)], (await again.ReadAsync("c", SseStart.Earliest)).Select(message => message.Event), "An event for several topics reaches readers of each.");
    }

    [Fact]
    public async Task A_client_that_was_away_over_a_restart_is_told_what_it_lost()
    {
        static void Retain(SseHubOptions options) => options.Retention.MaxEvents = SmallWindow;
        SsePosition old, quiet, kept;
        await using (var node = await StartNodeAsync(Retain))
        {
            quiet = await node.Hub.Topic("quiet").PublishAsync(new Number(1)).Bounded("PublishAsync");
            old = await node.Hub.Topic("busy").PublishAsync(new Number(0)).Bounded("PublishAsync");
            for (var i = 0; i < 5 * SmallWindow; i++) node.Hub.Topic("busy").Publish(new Number(i));
            kept = await node.Hub.Topic("late").PublishAsync(new Number(2)).Bounded("PublishAsync");
            await node.StopAsync();
        }
        var again = await StartNodeAsync(Retain);

        Check.That(GapOf(await again.ReadAsync("busy", old)) is SseGapReason.Evicted or SseGapReason.OtherEpoch, "A client whose topic lost events is told.");
        Check.Equal(null, GapOf(await again.ReadAsync("late", kept)), "A client that lost nothing is told of no gap.");
        Check.Equal(new Number(2), (await again.ReadAsync("late", SseStart.Earliest))[0].Event, "What is retained is there after a restart.");
        if (Log.KnowsLossesPerTopic) Check.Equal(null, GapOf(await again.ReadAsync("quiet", quiet)), "A client whose topic lost nothing since its place is told of no gap, whatever others lost.");
    }

    [Fact]
    public async Task The_newest_of_each_key_outlives_the_window_and_a_restart()
    {
        await using var probe = Log.CreateStore();
        if (probe.Traits.ForgetsKeys) Assert.Skip("Trimming can't spare keys here: StoreTraits.ForgetsKeys.");
        static void Keep(SseHubOptions options) => (options.Retention.MaxEvents, options.Retention.KeepLatest) = (SmallWindow, new SseKeepLatestOptions());
        await using (var node = await StartNodeAsync(Keep))
        {
            for (var i = 0; i < 20; i++) node.Hub.Topic("t").Publish(new Setting($"S{i}", i));
            node.Hub.Topic("t").Publish(new Setting("S1", 100));
            node.Hub.Topic("t").Publish(new Removed("S2"));
            for (var i = 0; i < 4 * SmallWindow; i++) node.Hub.Topic("u").Publish(new Number(i));
            node.Hub.Topic("t").Publish(new Setting("S3", 300));
            await node.StopAsync();
        }
        var again = await StartNodeAsync(Keep);

        var latest = again.Hub.GetLatest("t");
        Check.That(latest.IsComplete, "With KeepLatest no key is ever lost.");
        Check.Same(
            Enumerable.Range(0, 20).Where(i => i != 2).Select(i => new Setting($"S{i}", i switch { 1 => 100, 3 => 300, _ => i })).OrderBy(setting => setting.Name, StringComparer.Ordinal),
            latest.Messages.Select(message => (Setting)message.Event!).OrderBy(setting => setting.Name, StringComparer.Ordinal),
            "With KeepLatest the newest of each key is there after the window has gone on and the process was restarted.");
    }

    [Fact]
    public async Task An_event_without_a_key_supersedes_nothing_before_and_after_a_restart()
    {
        await using (var node = await StartNodeAsync())
        {
            node.Hub.Topic("t").Publish(new Number(1));
            await node.Hub.Topic("t").PublishAsync(new Setting("", 2)).Bounded("PublishAsync");
            await node.StopAsync();
        }
        var again = await StartNodeAsync();
        Check.Same([new Setting("", 2)], again.Hub.GetLatest("t").Messages.Select(message => message.Event), "An empty key is a key, and no key is none.");
        Check.Same([new Number(1), new Setting("", 2)], (await again.ReadAsync("t", SseStart.Earliest)).Select(message => message.Event), "Events with and without keys outlive a restart.");
    }

    [Fact]
    public async Task A_completion_outlives_a_restart_and_its_records()
    {
        static void Retain(SseHubOptions options) => options.Retention.MaxEvents = SmallWindow;
        SsePosition before;
        await using (var node = await StartNodeAsync(Retain))
        {
            before = await node.Hub.Topic("done").PublishAsync(new Number(1)).Bounded("PublishAsync");
            node.Hub.Topic("done").Complete();
            await Check.ThrowsAsync<SseTopicCompletedException>(async () => await node.Hub.Topic("done").PublishAsync(new Number(2)).Bounded("PublishAsync"), "Nothing is published behind the end of a topic.");
            for (var i = 0; i < 4 * SmallWindow; i++) node.Hub.Topic("other").Publish(new Number(i));
            await node.StopAsync();
        }
        var again = await StartNodeAsync(Retain);

        await Check.ThrowsAsync<SseTopicCompletedException>(async () => await again.Hub.Topic("done").PublishAsync(new Number(3)).Bounded("PublishAsync"), "A topic stays complete after a restart, when its completion has left the window.");
        await using var reader = again.Read("done", before);
        await reader.Ended.Bounded("The end of a stream whose topic is complete");
    }

    [Fact]
    public async Task A_topic_of_any_text_is_served()
    {
        string[] names = [.. NamesContract.Names.Select(row => row.Data)];
        await using (var node = await StartNodeAsync())
        {
            foreach (var name in names) node.Hub.Topic(name).Publish(new Setting(name, 1));
            node.Hub.Topics(names).Publish(new Number(1));
            await node.StopAsync();
        }
        var again = await StartNodeAsync();
        foreach (var name in names)
        {
            var got = (await again.ReadAsync(name, SseStart.Earliest)).Where(message => message.Topic is not null).ToList();
            Check.Same([(name, new Setting(name, 1)), (name, (object)new Number(1))], got.Select(message => (message.Topic!, message.Event!)), $"A topic may be called '{name}'.");
        }
    }

    private static SseGapReason? GapOf(List<SseHubMessage> messages) => messages.Select(message => message.Event).OfType<SseGap>().FirstOrDefault()?.Reason;

    private static ReadOnlyMemory<byte> Frame(int value) => System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"event: number\ndata: {{\"value\":{value},\"publisher\":0}}\n\n"));
}
