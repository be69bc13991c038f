namespace Sse.Stores.Contract;

/// <summary>The order of the log decides what came before the end of a topic.</summary>
public abstract class CompletionContract : StoreContract
{
    [Fact]
    public async Task What_comes_behind_the_end_of_a_topic_has_no_effect()
    {
        var store = await OpenAsync();
        StoreRecord[] before = [Records.Event("1", "done"), Records.Event("2", "done", "open"), Records.Completion("done")];
        var ended = await store.AppendAsync(before);
        Check.That(ended.All(place => place > 0), "What comes before the end of a topic, and the end itself, are appended.");
        StoreRecord[] behind = [Records.Event("3", "done"), Records.Event("4", "open", "done"), Records.Keyed("done", "k"), Records.Removal("done", "k")];
        StoreRecord[] others = [Records.Event("5", "open"), Records.Event("6")];
        var places = await store.AppendAsync([.. behind, .. others]);

        var all = await store.TailAllAsync(store.Beginning);
        Check.That(places[4] > 0 && places[5] > 0, "What isn't for a complete topic is appended.");
        Check.Ascending(places.Where(place => place > 0), "Each place is greater than the one before.");
        Check.Same([.. before, .. behind.Where((_, i) => places[i] > 0), .. others], all, "What AppendAsync answers 0 for is not in the log; all else is.");
        Check.Same(ended.Concat(places.Where(place => place > 0)), all.Select(record => record.Position), "What AppendAsync answers 0 for takes no place.");
    }

    [Fact]
    public async Task The_end_of_a_topic_within_a_batch()
    {
        var store = await OpenAsync();
        StoreRecord[] batch = [Records.Event("1", "t"), Records.Completion("t"), Records.Event("2", "t"), Records.Event("3", "u")];
        var places = await store.AppendAsync(batch);

        var all = await store.TailAllAsync(store.Beginning);
        Check.That(places[0] > 0 && places[1] > places[0] && places[3] > places[1], "What comes before the end of a topic in its batch, and what is for another, is appended.");
        Check.Same(batch.Where((_, i) => places[i] > 0), all, "What AppendAsync answers 0 for is not in the log; all else is.");
    }

    [Fact]
    public async Task A_batch_in_doubt_gets_the_same_answer_although_its_topic_is_complete_now()
    {
        var store = await OpenAsync();
        var batch = new StoreBatch(Guid.NewGuid(), [Records.Event("1", "t"), Records.Completion("t"), Records.Event("2", "t")]);
        var places = await store.AppendAsync(batch);
        Check.Same(places, await store.AppendAsync(batch), "A batch that is appended again gets the answer that it got, also when it completed a topic itself.");
        Check.Same([places[0], places[1]], (await store.TailAllAsync(store.Beginning)).Select(record => record.Position).Take(2), "A batch that is appended again stands in the log once.");
    }

    [Fact]
    public async Task A_topic_that_ends_twice_ended_the_first_time()
    {
        var store = await OpenAsync();
        var first = await store.AppendAsync(Records.Completion("t"));
        await store.AppendAsync(Records.Completion("t", "u"), Records.Completion("t"));
        var open = await store.AppendAsync(Records.Event("1", "v"));
        await store.DisposeAsync();

        var again = await OpenAsync();
        var all = await again.TailAllAsync(again.Beginning);
        Check.Equal(first[0], EndOf(again, all, "t"), "A topic that is completed again ended the first time.");
        Check.That(EndOf(again, all, "u") is var u && u > first[0] && u < open[0], "A topic that is completed together with a complete one ends too.");
        Check.Equal(0, EndOf(again, all, "v"), "A topic that nobody completed is open.");
    }

    [Fact]
    public async Task A_topic_stays_complete_when_its_records_have_left()
    {
        var store = await OpenAsync();
        var ended = await store.AppendAsync(Records.Event("1", "done"), Records.Completion("done", "done too"), Records.Event("2", "open"));
        await store.AppendNumbersAsync(0, 100);
        await store.TrimAsync((await store.NewestAsync()).Position);
        await store.DisposeAsync();

        var again = await OpenAsync();
        var all = await again.TailAllAsync(again.Beginning);
        Check.Equal(ended[1], EndOf(again, all, "done"), "OpenAsync tells of topics whose completion has left the log that they are complete, and where.");
        Check.Equal(ended[1], EndOf(again, all, "done too"), "OpenAsync tells of topics whose completion has left the log that they are complete, and where.");
        Check.Equal(0, EndOf(again, all, "open"), "A topic that nobody completed is open.");
        Check.Equal(0, again.Opened.Others.CompletedAt, "Topics that nobody completed are open.");
    }

    // Where a hub that opens the log now sees the end of a topic.
    private static long EndOf(OpenStore log, IReadOnlyList<StoredRecord> records, string topic)
    {
        var told = log.Opened.Topics.FirstOrDefault(stored => stored.Name == topic)?.CompletedAt ?? 0;
        var read = records.FirstOrDefault(record => record.Kind == StoreRecordKind.Completion && record.Topics.Contains(topic, StringComparer.Ordinal))?.Position ?? 0;
        return told > 0 && read > 0 ? Math.Min(told, read) : Math.Max(told, read);
    }
}
