using System.Net.ServerSentEvents;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.Hubs;

/// <summary>Several nodes with one log, one of them late, and a log that isn't the one any more that they know.</summary>
public sealed class SharedLogTests
{
    private readonly SharedLog _log = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_client_that_moves_to_a_node_which_lags_waits_for_what_it_has_seen()
    {
        var late = _log.Open();
        var gate = new TaskCompletionSource();
        await using var first = await StartAsync();
        await using var second = await StartAsync(late);
        late.Tail = gate.Task;
        var seen = await first.Hub.Topic("a").PublishAsync(new Tick(1)).Bounded();

        var connecting = second.ConnectAsync("a", seen);
        var reading = second.Hub.ReadAllAsync("a", seen).GetAsyncEnumerator();
        var read = reading.MoveNextAsync().AsTask();
        await Wait.Until(() => _time.ArmedTimers > 0);
        connecting.IsCompleted.ShouldBeFalse();
        read.IsCompleted.ShouldBeFalse();

        gate.SetResult();
        await using var stream = await connecting.Bounded();
        var next = await first.Hub.Topic("a").PublishAsync(new Tick(2)).Bounded();
        (await FirstOf(stream)).ShouldBe(("tick", next + "/a"));
        (await read.Bounded()).ShouldBeTrue();
        reading.Current.Event.ShouldBe(new Tick(2));
        await reading.DisposeAsync();
    }

    [Fact]
    public async Task What_the_engine_has_is_never_ahead_however_late_the_node_is()
    {
        var late = _log.Open();
        var gate = new TaskCompletionSource();
        await using var first = await StartAsync();
        await using var second = await StartAsync(late);
        late.Tail = gate.Task;
        var seen = await first.Hub.Topic("a").PublishAsync(new Tick(1)).Bounded();

        // The tail is opened again when it is silent for so long: it comes by way of that.
        var connecting = second.ConnectAsync("a", seen);
        await AdvanceUntil(() => connecting.IsCompleted);
        await using var stream = await connecting.Bounded();
        var next = await first.Hub.Topic("a").PublishAsync(new Tick(2)).Bounded();
        gate.SetResult();
        (await FirstOf(stream)).ShouldBe(("tick", next + "/a"));
    }

    [Fact]
    public async Task While_the_engine_cannot_be_asked_a_client_that_is_ahead_is_told_to_come_back_and_of_no_gap()
    {
        var store = _log.Open();
        await using var node = await StartAsync(store);
        var seen = await node.Hub.Topic("a").PublishAsync(new Tick(1)).Bounded();
        store.IsDown = true;

        var connecting = node.ConnectAsync("a", new SsePosition(seen.Epoch, 99, "aaaaaa"));
        await AdvanceUntil(() => connecting.IsCompleted);
        using var reader = new StreamReader(await connecting.Bounded());
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken).Bounded();
        text.ShouldMatch("\nretry: [123][0-9]{4}\n");
        text.ShouldNotContain("data:");
        text.ShouldNotContain("id:");
        node.Problem.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_place_that_the_engine_does_not_have_is_ahead()
    {
        await using var node = await StartAsync();
        var seen = await node.Hub.Topic("a").PublishAsync(new Tick(1)).Bounded();

        var connecting = node.ConnectAsync("a", new SsePosition(seen.Epoch, 99, "aaaaaa"));
        await AdvanceUntil(() => connecting.IsCompleted);
        await using var stream = await connecting.Bounded();
        (await FirstOf(stream)).Name.ShouldBe(SseGap.EventName);
    }

    [Fact]
    public async Task Restored_from_an_older_copy_the_log_never_gives_another_event_under_a_place_that_was_seen()
    {
        await using var node = await StartAsync();
        var kept = await node.Hub.Topic("a").PublishAsync(new Tick(1)).Bounded();
        var lost = await node.Hub.Topic("a").PublishAsync(new Tick(2)).Bounded();
        await using var open = await node.ConnectAsync("a", kept);
        var reading = node.Hub.ReadAllAsync("a", lost).GetAsyncEnumerator();
        var read = reading.MoveNextAsync().AsTask();

        _log.Restore(count: 1);
        // Somebody who doesn't know yet publishes on.
        _log.Append(new StoreBatch(Guid.NewGuid(), [Record(3)]));
        await AdvanceUntil(() => read.IsCompleted);

        // The stream ends, and what was seen is not confused with what stands there now.
        var items = await SseParser.Create(open).EnumerateAsync(TestContext.Current.CancellationToken).Select(item => item.EventType).ToListAsync(TestContext.Current.CancellationToken).AsTask().Bounded();
        items.Count(name => name == "tick").ShouldBe(1);
        (await read.Bounded()).ShouldBeTrue();
        reading.Current.Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.OtherEpoch);
        (await reading.MoveNextAsync().Bounded()).ShouldBeTrue();
        reading.Current.Event.ShouldBe(new Tick(1));
        await reading.DisposeAsync();
        Numbers(await node.ReadAsync("a", kept)).ShouldBe([3]);
        ((SseGap)(await node.ReadAsync("a", lost))[0].Event!).Reason.ShouldBe(SseGapReason.OtherEpoch);
        // Nor by a node that was not there then.
        await using var fresh = await StartAsync();
        ((SseGap)(await fresh.ReadAsync("a", lost))[0].Event!).Reason.ShouldBe(SseGapReason.OtherEpoch);
        Numbers(await fresh.ReadAsync("a", kept)).ShouldBe([3]);
    }

    [Theory]
    [InlineData("earliest")]
    [InlineData("snapshot")]
    public async Task Who_is_cut_before_its_first_event_goes_on_as_if_it_had_not_been(string start)
    {
        // Some engines give the first event a place far from the beginning.
        var log = new SharedLog { First = 65_536 };
        await using var node = await StartAsync(log.Open());
        await node.Hub.Topic("a").PublishAsync(new Price("x", 1)).Bounded();
        string? before = null;
        await using (var stream = await node.ConnectAsync("a", start))
        {
            using var reader = new StreamReader(stream);
            while (before is null)
                if (await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Bounded() is ['i', 'd', ':', ' ', .. var id]) before = id;
        }

        await using var again = await node.ConnectAsync("a", before);
        (await FirstOf(again)).Name.ShouldBe("price");
    }

    [Fact]
    public async Task Made_anew_under_the_same_name_the_log_is_another()
    {
        await using var node = await StartAsync();
        var seen = await node.Hub.Topic("a").PublishAsync(new Tick(1)).Bounded();
        node.Hub.Topic("a").Complete();
        await Wait.Until(() => _log.Newest.Position == 2);
        _log.Recreate();
        await AdvanceUntil(() => node.Hub.Position.Epoch != seen.Epoch);

        // What was completed in the old one isn't in the new one.
        (await node.Hub.Topic("a").PublishAsync(new Tick(2)).Bounded()).Epoch.ShouldBe(_log.Epoch);
        var messages = await node.ReadAsync("a", seen);
        messages[0].Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.OtherEpoch);
        messages.Skip(1).Select(message => message.Event).ShouldBe([new Tick(2)]);
    }

    [Fact]
    public async Task Who_waits_for_an_event_that_the_log_lost_is_told()
    {
        var store = _log.Open();
        var gate = new TaskCompletionSource();
        await using var node = await StartAsync(store);
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        store.BeforeAnswer = () => gate.Task;
        var waiting = node.Hub.PublishAsync(new Tick(1)).AsTask();
        await Wait.Until(() => _log.Newest.Position == 2);
        _log.Recreate();
        await AdvanceUntil(() => node.Hub.Position.Epoch == _log.Epoch);
        gate.SetResult();

        (await Should.ThrowAsync<SseStoreException>(() => waiting.Bounded())).Message.ShouldContain("replaced");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_that_was_stored_again_has_no_effect_the_second_time(bool rightBehind)
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        var batch = new StoreBatch(Guid.NewGuid(), [Record(1), Record(2)]);
        _log.Append(batch);
        if (rightBehind) _log.Append(batch);
        _log.Append(new StoreBatch(Guid.NewGuid(), [Record(3)]));
        if (!rightBehind) _log.Append(batch);

        foreach (var node in (Node[])[first, second])
        {
            // Its places are taken all the same.
            (await node.Hub.PublishAsync(new Tick(0)).Bounded()).Sequence.ShouldBeGreaterThan(5);
            Numbers(await node.ReadAsync("a", SseStart.Earliest)).ShouldBe([1, 2, 3]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_comes_behind_another_nodes_completion_fails_and_reaches_nobody(bool seesCompletion)
    {
        var log = new SharedLog { SeesCompletion = seesCompletion };
        var late = log.Open();
        var gate = new TaskCompletionSource();
        await using var first = await StartAsync(log.Open());
        await using var second = await StartAsync(late);
        var before = await second.Hub.PublishAsync(new Tick(0)).Bounded();
        // The second doesn't know of the end yet when it publishes.
        late.Tail = gate.Task;
        first.Hub.Topic("a").Complete();
        await first.Hub.PublishAsync(new Tick(1)).Bounded();
        var behind = second.Hub.Topic("a").PublishAsync(new Tick(2)).AsTask();
        var fine = second.Hub.Topic("b").PublishAsync(new Tick(3)).AsTask();
        await Wait.Until(() => log.Newest.Position >= 4);
        gate.SetResult();

        (await Should.ThrowAsync<SseTopicCompletedException>(() => behind.Bounded())).Message.ShouldContain("completed");
        (await fine.Bounded()).CompareTo(before).ShouldBeGreaterThan(0);
        foreach (var node in (Node[])[first, second])
            Numbers(await node.ReadAsync(SseTopicSelection.All, before)).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task A_tail_that_went_silent_is_opened_again()
    {
        var silent = _log.Open();
        await using var first = await StartAsync();
        await using var second = await StartAsync(silent);
        silent.GoesSilent = true;
        await first.Hub.PublishAsync(new Tick(1)).Bounded();
        // The tail that waits already still gives this one; the next goes silent.
        await Wait.Until(() => second.Hub.Position == first.Hub.Position);
        await first.Hub.PublishAsync(new Tick(2)).Bounded();
        var tails = silent.Tails;

        await AdvanceUntil(() => second.Hub.Position == first.Hub.Position);
        silent.Tails.ShouldBeGreaterThan(tails);
    }

    [Fact]
    public async Task An_engine_that_forgets_keys_is_refused_where_the_newest_of_each_is_to_be_kept()
    {
        var store = new SharedStore(_log) { Traits = new StoreTraits { ForgetsKeys = true } };
        (await Should.ThrowAsync<SseStoreException>(() => Node.StartAsync(_ => store, options => options.Retention.KeepLatest = new()))).Message.ShouldContain("KeepLatest");
    }

    [Fact]
    public void Places_older_than_what_is_known_of_tags_are_not_trusted()
    {
        var ranges = new TagRanges();
        for (var sequence = 1; sequence <= 70_000; sequence++) ranges.Add(sequence, Tag(sequence), oldest: 69_000);
        for (var sequence = 70_000; sequence > 70_000 - 65_536; sequence--) ranges.OriginOf(sequence, Tag(sequence)).ShouldBe(PlaceOrigin.Ours);
        ranges.OriginOf(70_000, Tag(1)).ShouldBe(PlaceOrigin.Other);
        ranges.OriginOf(1, Tag(1)).ShouldBe(PlaceOrigin.Forgotten);
        ranges.OriginOf(0, null).ShouldBe(PlaceOrigin.Ours);
        // As long as its record is here, none is forgotten.
        for (var sequence = 70_001; sequence <= 200_000; sequence++) ranges.Add(sequence, Tag(sequence), oldest: 69_000);
        ranges.OriginOf(69_000, Tag(69_000)).ShouldBe(PlaceOrigin.Ours);

        static string Tag(int sequence) => sequence.ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }

    private Task<Node> StartAsync(SharedStore? store = null) =>
        Node.StartAsync(_ => store ?? _log.Open(), services: services => services.AddSingleton<TimeProvider>(_time));

    private async Task AdvanceUntil(Func<bool> condition) => await Wait.Until(() =>
    {
        _time.Advance(TimeSpan.FromMilliseconds(100));
        return condition();
    });

    private StoreRecord Record(int number) => new()
    {
        Kind = StoreRecordKind.Event,
        Topics = ["a"],
        Frame = System.Text.Encoding.UTF8.GetBytes($"event: tick\ndata: {{\"number\":{number}}}\n\n"),
        At = _time.GetUtcNow(),
    };

    // What nodes publish to find the end of what they read has no positive number.
    private static IEnumerable<int> Numbers(List<SseHubMessage> messages) =>
        messages.Select(message => message.Event).OfType<Tick>().Select(tick => tick.Number).Where(number => number > 0);

    private static async Task<(string Name, string Id)> FirstOf(Stream stream)
    {
        var parser = SseParser.Create(stream);
        await foreach (var item in parser.EnumerateAsync(TestContext.Current.CancellationToken)) return (item.EventType, parser.LastEventId);
        throw new InvalidOperationException("Nothing came.");
    }
}
