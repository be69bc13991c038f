namespace Sse.Stores.Contract;

/// <summary>The tail gives every record after a place, each once, in order, and says when a place isn't one of the log.</summary>
public abstract class TailingContract : StoreContract
{
    [Fact]
    public async Task Starting_at_every_place_gives_exactly_the_rest()
    {
        var store = await OpenAsync();
        for (var i = 0; i < 60; i += 3) await store.AppendNumbersAsync(i, 3, perBatch: 1 + (i % 3));
        var all = await store.TailAllAsync(store.Beginning);
        Check.Same(Enumerable.Range(0, 60), Records.NumbersOf(all), "A tail from the beginning gives all, in order.");

        for (var i = 0; i < all.Count; i++)
        {
            var rest = await store.TailAllAsync(Place(store, all[i]));
            Check.Same(Enumerable.Range(i + 1, 59 - i), Records.NumbersOf(rest), $"A tail after place {all[i].Position} gives exactly what follows it.");
            Check.Same(rest.Select(record => record.Position), (await store.ReadAsync(all[i].Position, 1_000)).Select(record => record.Position), $"ReadAsync after place {all[i].Position} gives exactly what follows it.");
        }
    }

    [Fact]
    public async Task What_is_appended_comes_while_the_tail_waits()
    {
        var store = await OpenAsync();
        var newest = await store.AppendNumbersAsync(0, 10);
        await using var tail = store.Tail(newest);
        await tail.CaughtUp.Bounded("The empty list that says that there is nothing after the newest place");
        Check.Same([], Records.NumbersOf(tail.Records), "There is nothing after the newest place.");

        for (var i = 10; i < 200; i += 5)
        {
            await store.AppendNumbersAsync(i, 5, perBatch: 5);
            Check.Same(Enumerable.Range(10, i - 5), Records.NumbersOf(await tail.UntilAsync(i - 5)), "What is appended while a tail waits comes, in order.");
        }
    }

    [Fact]
    public async Task A_tail_that_is_opened_again_goes_on_where_it_was()
    {
        var store = await OpenAsync();
        var got = new List<StoredRecord>();
        var place = store.Beginning;
        for (var i = 0; i < 100; i += 10)
        {
            await store.AppendNumbersAsync(i, 5);
            await using var tail = store.Tail(place);
            await tail.UntilAsync(5);
            await store.AppendNumbersAsync(i + 5, 5);
            got.AddRange((await tail.UntilAsync(10)).Take(7));
            place = Place(store, got[^1]);
            await tail.DisposeAsync();
            await using var rest = store.Tail(place);
            got.AddRange(await rest.UntilAsync(3));
            place = Place(store, got[^1]);
        }

        Check.Same(Enumerable.Range(0, 100), Records.NumbersOf(got), "Tails one after the other, each from the last one's place, give each record once.");
    }

    [Fact]
    public async Task A_reader_that_is_slower_than_the_appends_misses_nothing()
    {
        var store = await OpenAsync();
        var gate = new TaskCompletionSource();
        await using var tail = new Tail(store.Store, store.Beginning, () => gate.Task);
        await tail.CaughtUp.Bounded("The empty list of a tail");
        await store.AppendNumbersAsync(0, 1_000, perBatch: 1);
        gate.SetResult();

        Check.Same(Enumerable.Range(0, 1_000), Records.NumbersOf(await tail.UntilAsync(1_000)), "A tail whose reader stood still for a thousand appends gives each of them once.");
    }

    [Fact]
    public async Task A_tail_is_cancelled_whether_it_waits_or_not()
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 100);
        await using (var waiting = store.Tail(store.Beginning)) await waiting.CaughtUp.Bounded("The empty list of a tail");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Check.ThrowsAsync<OperationCanceledException>(
            async () =>
            {
                await foreach (var records in store.Store.TailAsync(await store.NewestAsync(), cancelled.Token))
                {
                    if (records.Count > 0) break;
                }
            },
            "A tail that is cancelled throws OperationCanceledException instead of waiting.");
    }

    [Fact]
    public async Task A_place_behind_the_end_isnt_one_of_the_log()
    {
        var store = await OpenAsync();
        var newest = await store.AppendNumbersAsync(0, 10);
        await IsReplacedAsync(store, newest with { Position = newest.Position + (1L << 40) }, "A place far behind the newest");
        await IsReplacedAsync(store, newest with { Position = newest.Position + 1 }, "The place right behind the newest");

        // Also while the log grows up to it.
        await store.AppendNumbersAsync(10, 10);
        await IsReplacedAsync(store, newest with { Position = (await store.NewestAsync()).Position + 1 }, "The place right behind the newest");
    }

    [Fact]
    public async Task A_place_of_another_epoch_isnt_one_of_the_log()
    {
        var store = await OpenAsync();
        var newest = await store.AppendNumbersAsync(0, 10);

        await IsReplacedAsync(store, newest with { Epoch = "another1" }, "The newest place with another epoch");
        await IsReplacedAsync(store, new StoredPlace("another1", 0, null), "The beginning of another epoch");
    }

    [Fact]
    public async Task A_place_with_another_tag_isnt_one_of_the_log()
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 10);
        foreach (var record in await store.TailAllAsync(store.Beginning))
            await IsReplacedAsync(store, Place(store, record) with { Tag = record.Tag == "aaaaaa" ? "bbbbbb" : "aaaaaa" }, $"Place {record.Position} with another tag");
    }

    [Fact]
    public async Task What_was_trimmed_is_left_out()
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 100);
        var all = await store.TailAllAsync(store.Beginning);
        await store.TrimAsync(all[49].Position);

        var kept = await store.ReadAllAsync();
        Check.That(kept.Count is >= 50 and <= 100, $"Trimming lets go up to its place, and nothing behind it: {kept.Count} of 100 were kept.");
        Check.Same(Enumerable.Range(50, 50), Records.NumbersOf(kept).SkipWhile(number => number < 50), "Trimming lets nothing go behind its place.");
        foreach (var at in (int[])[49, 50, 98, 99])
            Check.Same(Enumerable.Range(at + 1, 99 - at), Records.NumbersOf(await store.TailAllAsync(Place(store, all[at]))), $"A tail after place {all[at].Position}, which is the oldest but {at - 49}, gives exactly what follows it.");
        foreach (var at in (int[])[0, 25, 48])
        {
            Check.Same(
                Enumerable.Range(50, 50),
                Records.NumbersOf(await store.TailAllAsync(Place(store, all[at]))).SkipWhile(number => number < 50),
                "A tail from a place that was trimmed begins with what is kept.");
        }
    }

    [Fact]
    public async Task Trimming_beside_a_tail_takes_nothing_from_what_is_kept()
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 5_000, perBatch: 500);
        var newest = await store.NewestAsync();
        var places = (await store.ReadAllAsync()).ConvertAll(record => record.Position);
        for (var round = 0; round < 5; round++)
        {
            // While it attaches, and between two lists that it gives.
            var trimTo = 500 + (round * 800);
            var attaching = store.TrimAsync(places[trimTo - 400]);
            await using var tail = new Tail(store.Store, store.Beginning, TrimAsync);

            async Task TrimAsync()
            {
                await attaching;
                await store.TrimAsync(places[trimTo]);
            }

            await Wait.UntilAsync(() => tail.Ended.IsCompleted || (tail.Records is { Count: > 0 } records && records[^1].Position >= newest.Position), () => "a tail beside which the log is trimmed to reach its end");

            var got = Records.NumbersOf(tail.Records).ToList();
            Check.Ascending(got.Select(number => (long)number), "A tail beside which the log is trimmed gives records in order, each once.");
            Check.Same(Enumerable.Range(trimTo + 1, 4_999 - trimTo), got.SkipWhile(number => number <= trimTo), "A tail beside which the log is trimmed gives all that is kept.");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task Pages_give_all_that_is_kept(int limit)
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 100, perBatch: 7);
        var got = new List<StoredRecord>();
        while (true)
        {
            var page = await store.ReadAsync(got.Count == 0 ? 0 : got[^1].Position, limit);
            if (page.Count == 0) break;
            Check.That(page.Count <= limit, $"A page has {limit} records at most: it had {page.Count}.");
            got.AddRange(page);
        }

        Check.Same(Enumerable.Range(0, 100), Records.NumbersOf(got), "Pages, each after the one before, give each record once.");
        Check.Same([], (await store.ReadAsync(got[^1].Position + (1L << 40), limit)).Select(record => record.Position), "There is nothing behind the newest place.");
    }

    private static StoredPlace Place(OpenStore store, StoredRecord record) => new(store.Opened.Epoch, record.Position, record.Tag);

    private static Task IsReplacedAsync(OpenStore store, StoredPlace place, string what) => Check.ThrowsAsync<SseLogReplacedException>(
        async () =>
        {
            await using var tail = store.Tail(place);
            await tail.CaughtUp.Bounded("A tail that says whether its place is one of the log");
        },
        $"{what} isn't one of the log: TailAsync throws SseLogReplacedException, before it gives anything.");
}
