namespace Sse.Stores.Contract;

/// <summary>Several processes have one log. For engines whose <see cref="TestedLog.IsShared"/> says so.</summary>
public abstract class NodesContract : StoreContract
{
    private const int Publishers = 8;
    private const int Batches = 40;

    [Fact]
    public async Task All_see_one_order_and_that_of_each_publisher()
    {
        OpenStore[] stores = [await OpenAsync(), await OpenAsync()];
        await using var first = stores[0].Tail(stores[0].Beginning);
        await using var second = stores[1].Tail(stores[1].Beginning);
        SemaphoreSlim[] turns = [new(1), new(1)];
        var answers = await Task.WhenAll(Enumerable.Range(0, Publishers).Select(publisher => Task.Run(() => PublishAsync(stores[publisher % 2], turns[publisher % 2], publisher))));

        const int all = Publishers * Batches * 3;
        var seen = await first.UntilAsync(all);
        Check.Same(seen.Select(Full), (await second.UntilAsync(all)).Select(Full), "Two processes see the same records at the same places, with the same tags.");
        Check.Same(seen.Select(Full), (await stores[0].ReadAllAsync()).Select(Full), "ReadAsync gives what the tail gave.");
        Check.Ascending(seen.Select(record => record.Position), "Each place is greater than the one before.");
        for (var publisher = 0; publisher < Publishers; publisher++)
        {
            var own = seen.Where(record => record.Topics[0] == $"p{publisher}").ToList();
            Check.Same(Enumerable.Range(0, Batches * 3), Records.NumbersOf(own), $"What publisher {publisher} appended is there once, in its order.");
            Check.Same(answers[publisher], own.Select(record => record.Position), "The places that AppendAsync answers are those of the records in the tail.");
        }
        foreach (var turn in turns) turn.Dispose();
    }

    [Fact]
    public async Task A_batch_in_doubt_is_appended_once_from_two_connections()
    {
        OpenStore first = await OpenAsync(), second = await OpenAsync();
        for (var i = 0; i < 50; i++)
        {
            var batch = new StoreBatch(Guid.NewGuid(), [Records.Event(Records.TextOf(2 * i), "t"), Records.Event(Records.TextOf((2 * i) + 1), "t")]);
            var answers = await Task.WhenAll(Task.Run(() => first.AppendAsync(batch)), Task.Run(() => second.AppendAsync(batch)));
            Check.Same(answers[0], answers[1], "A batch that two connections append at once gets one answer.");
        }
        Check.Same(Enumerable.Range(0, 100), Records.NumbersOf(await first.TailAllAsync(first.Beginning)), "A batch that two connections append at once stands in the log once.");
    }

    [Fact]
    public async Task A_batch_in_doubt_is_appended_once_although_others_appended_meanwhile()
    {
        OpenStore first = await OpenAsync(), second = await OpenAsync();
        var batch = new StoreBatch(Guid.NewGuid(), [Records.Event("0", "t"), Records.Event("1", "t")]);
        var places = await first.AppendAsync(batch);
        await second.AppendNumbersAsync(2, 98, perBatch: 1);

        Check.Same(places, await first.AppendAsync(batch), "A batch that was appended before gets the answer that it got then.");
        Check.Same(Enumerable.Range(0, 100), Records.NumbersOf(await first.TailAllAsync(first.Beginning)), "A batch that is appended again stands in the log once.");
    }

    [Fact]
    public async Task What_one_was_answered_the_other_can_ask_for()
    {
        OpenStore first = await OpenAsync(), second = await OpenAsync();
        for (var i = 0; i < 50; i++)
        {
            var places = await first.AppendAsync(Records.Event("x", "t"));
            Check.Equal(places[0], (await second.NewestAsync()).Position, "GetNewestAsync asks the engine, not a copy: it knows an append that was answered to another process.");
            Check.Same([places[0]], (await second.ReadAsync(places[0] - 1, 10)).Select(record => record.Position), "ReadAsync asks the engine, not a copy: it gives what another process appended.");
            (first, second) = (second, first);
        }
    }

    [Fact]
    public async Task What_one_trims_the_others_go_on_behind()
    {
        OpenStore first = await OpenAsync(), second = await OpenAsync();
        var known = await first.AppendNumbersAsync(0, 100, perBatch: 1);
        await using var tail = second.Tail(known);
        await tail.CaughtUp.Bounded("The empty list of a tail");
        await first.TrimAsync(known.Position);
        await second.TrimAsync(known.Position - 50);
        await first.AppendNumbersAsync(100, 10);

        Check.Same(Enumerable.Range(100, 10), Records.NumbersOf(await tail.UntilAsync(10)), "A tail goes on although another process trimmed all that was before.");
        Check.Same(Enumerable.Range(100, 10), Records.NumbersOf(await second.TailAllAsync(known)), "A tail after the newest place that was trimmed gives what follows it.");
        Check.Same(Enumerable.Range(100, 10), Records.NumbersOf(await second.ReadAllAsync()).SkipWhile(number => number < 100), "Trimming up to a place that was trimmed already takes nothing away.");
    }

    [Fact]
    public async Task Who_comes_while_others_append_has_everything_once()
    {
        var first = await OpenAsync();
        using var enough = new CancellationTokenSource();
        var appending = Task.Run(async () =>
        {
            var count = 0;
            for (; !enough.IsCancellationRequested; count += 3) await first.AppendNumbersAsync(count, 3, perBatch: 3);
            return count;
        });
        var tails = new List<Tail>();
        for (var i = 0; i < 10; i++)
        {
            var later = await OpenAsync();
            Check.That(later.Opened.Newest <= (await first.NewestAsync()).Position, "OpenAsync tells a place that the log has.");
            tails.Add(Own(later.Tail(later.Beginning)));
            await tails[^1].CaughtUp.Bounded("The empty list of a tail beside which others append");
        }
        await enough.CancelAsync();
        var all = await appending;

        foreach (var tail in tails) Check.Same(Enumerable.Range(0, all), Records.NumbersOf(await tail.UntilAsync(all)), "A tail that began while others appended gives everything once.");
    }

    private static string Full(StoredRecord record) => $"{record.Position} {record.Tag} {Records.Describe(record)}";

    private static async Task<List<long>> PublishAsync(OpenStore store, SemaphoreSlim turn, int publisher)
    {
        var places = new List<long>();
        for (var batch = 0; batch < Batches; batch++)
        {
            // A process has one append under way.
            await turn.WaitAsync(Cancellation);
            try { places.AddRange(await store.AppendAsync([.. Enumerable.Range(batch * 3, 3).Select(number => Records.Event(Records.TextOf(number), $"p{publisher}"))])); }
            finally { turn.Release(); }
        }
        return places;
    }
}
