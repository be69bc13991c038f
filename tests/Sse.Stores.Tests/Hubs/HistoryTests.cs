using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Delivery;

namespace Sse.Tests.Hubs;

/// <summary>Readers of what is not in memory any more, but stored.</summary>
public sealed class HistoryTests
{
    private readonly SharedLog _log = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task What_is_not_in_memory_reaches_every_kind_of_reader()
    {
        var store = _log.Open();
        await using var node = await StartAsync(store);
        for (var i = 1; i <= 3_000; i++)
        {
            if (i % 3 == 0) node.Hub.Topic("a").Publish(new Tick(i));
            else if (i % 3 == 1) node.Hub.Topics(["a", "b"]).Publish(new Tick(i));
            else node.Hub.Topic("b").Publish(new Price("s" + (i % 7), i));
        }
        var end = await node.Hub.PublishAsync(new Tick(0)).Bounded();

        Numbers(await node.ReadAsync("a", SseStart.Earliest)).ShouldBe(Enumerable.Range(1, 3_000).Where(i => i % 3 != 2));
        Numbers(await node.ReadAsync("b", SseStart.Earliest)).ShouldBe(Enumerable.Range(1, 3_000).Where(i => i % 3 != 0));
        Numbers(await node.ReadAsync(SseTopicSelection.All, SseStart.Earliest)).ShouldBe(Enumerable.Range(1, 3_000));
        store.PagesAsked.ShouldNotBeEmpty();

        // Ids and frames are those of a node that has it all in memory.
        await using var whole = await Node.StartAsync(_ => _log.Open(), services: Services);
        foreach (var topic in (string[])["a", "b"]) (await TextAsync(node, topic, end)).ShouldBe(await TextAsync(whole, topic, end));
    }

    [Fact]
    public async Task The_newest_of_each_key_is_always_at_hand()
    {
        var store = _log.Open();
        await using var node = await StartAsync(store);
        for (var i = 0; i < 500; i++) node.Hub.Topic("b").Publish(new Price("s" + i, i));
        for (var i = 0; i < 3_000; i++) node.Hub.Topic("b").Publish(new Price("other", i));
        await node.Hub.PublishAsync(new Tick(0)).Bounded();

        node.Hub.GetLatest("b").Messages.Select(message => message.Event).OfType<Price>().ShouldBe([.. Enumerable.Range(0, 500).Select(i => new Price("s" + i, i)), new Price("other", 2_999)]);
        var snapshot = await node.ReadAsync("b", SseStart.Snapshot);
        snapshot.Select(message => message.Event).OfType<Price>().Count().ShouldBe(501);
        store.PagesAsked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_thousand_readers_that_are_far_behind_share_each_block_and_two_are_loaded_at_once()
    {
        var store = _log.Open();
        await using var node = await StartAsync(store);
        for (var i = 0; i < 20_000; i++) node.Hub.Topic("a").Publish(new Tick(i));
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        var gate = new TaskCompletionSource();
        store.Pages = gate.Task;

        var core = (HubCore)node.Hub.Core;
        var exact = NullSink.Subscribe(core, "a", from: SseStart.Earliest);
        var readers = Enumerable.Range(0, 1_000).Select(_ => NullSink.Subscribe(core, "a", from: SseStart.Earliest)).ToList();
        // Who is not as far behind wants other blocks at the same time.
        var others = Enumerable.Range(1, 9).Select(i => NullSink.Subscribe(core, "a", from: core.Log.PositionAt(i * 2_000))).ToList();
        await Wait.Until(() => store.PagesAsked.Count >= 2);
        gate.SetResult();
        await Wait.Until(() => core.Log.Newest == 20_001 && readers.All(reader => reader.Written == exact.Written && reader.Written > 20_000 * 40) && others.All(other => other.Written > 0));

        store.PagesAsked.Count.ShouldBeInRange(8, 10);
        store.PagesAsked.Distinct().Count().ShouldBe(store.PagesAsked.Count);
        store.MostPagesAtOnce.ShouldBe(2);
    }

    [Fact]
    public async Task While_the_engine_is_away_who_is_behind_waits_and_the_others_go_on()
    {
        var store = _log.Open();
        await using var node = await StartAsync(store);
        for (var i = 1; i <= 3_000; i++) node.Hub.Topic("a").Publish(new Tick(i));
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        store.IsDown = true;
        var late = node.Hub.ReadAllAsync("a", SseStart.Earliest).GetAsyncEnumerator();
        var first = late.MoveNextAsync().AsTask();
        await Wait.Until(() => node.Problem is IOException);
        _log.Append(new StoreBatch(Guid.NewGuid(), [new StoreRecord { Kind = StoreRecordKind.Event, Frame = "event: tick\ndata: {\"number\":7}\n\n"u8.ToArray(), At = _time.GetUtcNow() }]));
        await Wait.Until(() => node.Hub.Position.Sequence == 3_002);
        first.IsCompleted.ShouldBeFalse();

        store.IsDown = false;
        await AdvanceUntil(() => first.IsCompleted);
        (await first).ShouldBeTrue();
        late.Current.Event.ShouldBe(new Tick(1));
        for (var i = 2; i <= 3_000; i++)
        {
            var next = late.MoveNextAsync().AsTask();
            await AdvanceUntil(() => next.IsCompleted);
            late.Current.Event.ShouldBe(new Tick(i));
        }
        await late.DisposeAsync();
        await AdvanceUntil(() => node.Problem is null);
    }

    [Fact]
    public async Task Who_leaves_while_the_engine_is_away_is_waited_for_no_more()
    {
        var store = _log.Open();
        await using var node = await StartAsync(store);
        for (var i = 1; i <= 3_000; i++) node.Hub.Topic("a").Publish(new Tick(i));
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        store.IsDown = true;
        using var leave = new CancellationTokenSource();
        var late = node.Hub.ReadAllAsync("a", SseStart.Earliest, leave.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = late.MoveNextAsync().AsTask();
        await Wait.Until(() => node.Problem is IOException);

        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first.Bounded());
        await late.DisposeAsync();
        store.IsDown = false;
        await AdvanceUntil(() => node.Problem is null);
        store.PagesAsked.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_another_node_has_let_go_is_a_gap()
    {
        var store = _log.Open();
        await using var node = await StartAsync(store);
        for (var i = 1; i <= 3_000; i++) node.Hub.Topic("a").Publish(new Tick(i));
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        _log.LetGo(500);

        var messages = await node.ReadAsync("a", ((HubCore)node.Hub.Core).Log.PositionAt(100));
        messages[0].Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.Evicted);
        Numbers(messages).ShouldBe(Enumerable.Range(501, 2_500));
    }

    [Fact]
    public async Task Of_a_log_that_was_replaced_no_record_comes_under_a_known_id()
    {
        var store = _log.Open();
        await using var node = await StartAsync(store);
        for (var i = 1; i <= 3_000; i++) node.Hub.Topic("a").Publish(new Tick(i));
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        _log.Recreate();
        _log.Append(new StoreBatch(Guid.NewGuid(), [.. Enumerable.Range(1, 3_000).Select(i => new StoreRecord { Kind = StoreRecordKind.Event, Topics = ["a"], Frame = "event: tick\ndata: {\"number\":-5}\n\n"u8.ToArray(), At = _time.GetUtcNow() })]));

        // Its clock stands still: it has not noticed.
        var late = node.Hub.ReadAllAsync("a", SseStart.Earliest).GetAsyncEnumerator();
        var first = late.MoveNextAsync().AsTask();
        await Wait.Until(() => node.Problem is SseLogReplacedException);
        first.IsCompleted.ShouldBeFalse();

        await AdvanceUntil(() => first.IsCompleted);
        late.Current.Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.OtherEpoch);
        await late.DisposeAsync();
    }

    [Fact]
    public async Task Blocks_are_known_of_what_is_retained_only()
    {
        var store = _log.Open();
        await using var node = await Node.StartAsync(
            _ => store,
            options => (options.Retention.MaxEvents, options.Retention.MaxBytesInMemory) = (5_000, 1),
            Services);
        for (var i = 1; i <= 40_000; i++)
        {
            node.Hub.Topic("a").Publish(new Tick(i));
            // As many as may wait to be stored.
            if (i % 1_000 == 0) await node.Hub.PublishAsync(new Tick(0)).Bounded();
        }
        var log = ((HubCore)node.Hub.Core).Log;
        log.Cold.ShouldBeOfType<History>().Blocks.ShouldBeInRange(2, 4);
    }

    [Fact]
    public async Task A_bound_for_memory_alone_is_refused()
    {
        var services = new ServiceCollection();
        services.AddSse().AddHub<PriceHub>(options => options.Retention.MaxBytesInMemory = 1_000);
        await using var provider = services.BuildServiceProvider();
        Should.Throw<InvalidOperationException>(() => provider.GetRequiredService<PriceHub>()).Message.ShouldContain("MaxBytesInMemory");
    }

    private Task<Node> StartAsync(SharedStore store) => Node.StartAsync(
        _ => store,
        options =>
        {
            options.Retention.MaxEvents = 50_000;
            options.Retention.MaxAge = Timeout.InfiniteTimeSpan;
            options.Retention.MaxBytesInMemory = 1;
        },
        Services);

    private void Services(IServiceCollection services) => services.AddSingleton<TimeProvider>(_time);

    private async Task AdvanceUntil(Func<bool> condition) => await Wait.Until(() =>
    {
        if (condition()) return true;
        _time.Advance(TimeSpan.FromMilliseconds(100));
        return condition();
    });

    // All that a client gets that has seen nothing, up to a place.
    private static async Task<string> TextAsync(Node node, string topic, SsePosition end)
    {
        await using var stream = await node.ConnectAsync(topic, new SsePosition(end.Epoch, 0));
        using var reader = new StreamReader(stream);
        var text = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Bounded() is { } line && line != "id: " + end) text.AppendLine(line);
        return text.ToString();
    }

    private static IEnumerable<int> Numbers(List<SseHubMessage> messages) => messages
        .Select(message => message.Event is Price price ? price.Value : message.Event is Tick tick ? tick.Number : 0)
        .Where(number => number > 0);
}
