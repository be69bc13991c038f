using System.Text.RegularExpressions;

namespace Sse.Stores.Contract;

/// <summary>What is appended is there, once, as it was, at the place that was said, also after the engine was opened again.</summary>
public abstract partial class AppendingContract : StoreContract
{
    [Fact]
    public async Task A_new_log_has_a_name_and_no_place()
    {
        var store = await OpenAsync();

        Check.That(Epoch().IsMatch(store.Opened.Epoch), $"An epoch is eight lower-case letters and digits: it was '{store.Opened.Epoch}'.");
        Check.Equal(0, store.Opened.Newest, "The newest place of a log without records is 0.");
        Check.Equal(new StoredPlace(store.Opened.Epoch, 0, null), await store.NewestAsync(), "GetNewestAsync of a log without records gives the epoch, place 0, no tag.");
        Check.Same([], (await store.TailAllAsync(store.Beginning)).Select(Records.Describe), "A new log has no records.");
        Check.Equal(new StoredTopic(), store.Opened.Others, "Topics of a new log lost nothing.");
    }

    [Fact]
    public async Task Two_logs_have_two_names()
    {
        var first = await OpenAsync();
        await using var other = await CreateLogAsync();
        await using var second = await OpenStore.OpenAsync(other.CreateStore());

        Check.That(first.Opened.Epoch != second.Opened.Epoch, $"An epoch is random: two logs were both called '{first.Opened.Epoch}'.");
    }

    [Fact]
    public async Task Records_come_back_as_they_were_appended()
    {
        StoreRecord[] appended =
        [
            Records.Event("one", "t"),
            Records.Event("for the whole hub"),
            Records.Event("for several", "t", "u", "v"),
            Records.Keyed("t", "a key"),
            Records.Removal("t", "a key"),
            Records.Event("an empty key", "t") with { IsKeyed = true },
            Records.Event("any bytes in the key", "t") with { IsKeyed = true, Key = AllBytes },
            Records.Event("any bytes in the frame", "t") with { Frame = AllBytes },
            Records.Event("", "t") with { Frame = default },
            Records.Event("of a later version", "t") with { Kind = (StoreRecordKind)77 },
            Records.Completion("u", "v"),
            Records.Event("Köln, 東京, 🦊", "t"),
        ];
        var store = await OpenAsync();
        var places = await store.AppendAsync(appended);

        var tailed = await store.TailAllAsync(store.Beginning);
        Check.Same(appended, tailed, "A record has the kind, topics, key and frame that it was appended with, kinds that nobody knows included.");
        Check.Same(appended, await store.ReadAllAsync(), "ReadAsync gives what TailAsync gives.");
        Check.Same(places, tailed.Select(record => record.Position), "The places that AppendAsync answers are those of the records in the tail.");
        foreach (var (record, stored) in appended.Zip(tailed))
            Check.That((stored.At - record.At).Duration() < TimeSpan.FromMinutes(5), $"A record's time is when it was published, or when it was stored: it was {stored.At:O} for {record.At:O}.");
    }

    [Fact]
    public async Task Places_ascend_from_batch_to_batch_and_the_newest_is_known()
    {
        var store = await OpenAsync();
        var places = new List<long>();
        for (var i = 0; i < 20; i++)
        {
            places.AddRange(await store.AppendAsync(Records.Event("a", "t"), Records.Event("b"), Records.Event("c", "u")));
            Check.Equal(places[^1], (await store.NewestAsync()).Position, "GetNewestAsync knows an append that was answered.");
        }

        Check.That(places[0] > 0, $"Places begin above 0: the first was {places[0]}.");
        Check.Ascending(places, "Each place is greater than the one before.");
    }

    [Fact]
    public async Task A_tag_stays_with_its_place()
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 30);
        var tailed = await store.TailAllAsync(store.Beginning);
        var newest = await store.NewestAsync();
        await store.DisposeAsync();
        var again = await OpenAsync();

        foreach (var record in tailed) Check.That(Tag().IsMatch(record.Tag), $"A tag is six to sixteen lower-case letters and digits: it was '{record.Tag}'.");
        Check.Equal(new StoredPlace(store.Opened.Epoch, tailed[^1].Position, tailed[^1].Tag), newest, "GetNewestAsync gives the tag of the record at its place.");
        Check.Same(Tags(tailed), Tags(await again.TailAllAsync(again.Beginning)), "A record has the same place and tag after the log was opened again.");
        Check.Same(Tags(tailed), Tags(await again.ReadAllAsync()), "ReadAsync gives the places and tags that TailAsync gives.");

        await again.AppendNumbersAsync(30, 30);
        Check.Same(Tags(tailed), Tags(await again.TailAllAsync(again.Beginning)).Take(30), "A record has the same place and tag after others were appended.");
    }

    [Fact]
    public async Task A_log_is_the_same_when_it_is_opened_again()
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 30);
        await store.DisposeAsync();
        var again = await OpenAsync();
        await again.AppendNumbersAsync(30, 30);

        Check.Equal(store.Opened.Epoch, again.Opened.Epoch, "A log keeps its epoch.");
        var all = await again.TailAllAsync(again.Beginning);
        Check.Same(Enumerable.Range(0, 60), Records.NumbersOf(all), "What was appended is there after the log was opened again, before what came then.");
        Check.Ascending(all.Select(record => record.Position), "Places go on ascending after the log was opened again.");
        Check.Equal(all[29].Position, again.Opened.Newest, "OpenAsync tells the newest place.");
    }

    [Fact]
    public async Task A_batch_in_doubt_is_appended_once()
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 5);
        var batch = new StoreBatch(Guid.NewGuid(), [.. Enumerable.Range(5, 5).Select(i => Records.Event(Records.TextOf(i), "t"))]);
        var places = await store.AppendAsync(batch);
        for (var i = 0; i < 3; i++) Check.Same(places, await store.AppendAsync(batch), "A batch that was appended before gets the answer that it got then.");
        await store.AppendNumbersAsync(10, 5);

        Check.Same(Enumerable.Range(0, 15), Records.NumbersOf(await store.TailAllAsync(store.Beginning)), "A batch that is appended again stands in the log once.");
    }

    [Fact]
    public async Task A_batch_in_doubt_is_appended_once_over_a_restart()
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 5);
        var batch = new StoreBatch(Guid.NewGuid(), [Records.Event("5", "t"), Records.Event("6")]);
        var places = await store.AppendAsync(batch);
        await store.DisposeAsync();
        var again = await OpenAsync();

        Check.Same(places, await again.AppendAsync(batch), "A batch that was appended before the log was opened again gets the answer that it got then.");
        Check.Same(Enumerable.Range(0, 7), Records.NumbersOf(await again.TailAllAsync(again.Beginning)), "A batch that is appended again stands in the log once.");
    }

    [Fact]
    public async Task A_batch_that_was_given_up_can_be_appended_again()
    {
        var store = await OpenAsync();
        for (var i = 0; i < 20; i++)
        {
            var batch = new StoreBatch(Guid.NewGuid(), [Records.Event(Records.TextOf(i), "t")]);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var attempt = store.Store.AppendAsync(batch, patience.Token).AsTask();
            if (i % 2 == 0) await patience.CancelAsync();
            try { await attempt.Bounded("AppendAsync that is cancelled"); }
            catch (OperationCanceledException) when (patience.IsCancellationRequested) { }
            await store.AppendAsync(batch);
        }

        Check.Same(Enumerable.Range(0, 20), Records.NumbersOf(await store.TailAllAsync(store.Beginning)), "A batch whose append was cancelled, and that is appended again, stands in the log once.");
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 10)]
    [InlineData(500, 100)]
    [InlineData(1_000, 100)]
    [InlineData(1_000, 2_000)]
    public async Task Batches_of_any_size(int records, int bytes)
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 1);
        var batch = Enumerable.Range(0, records).Select(i => Records.Event($"{i} {new string('x', bytes)}", "t")).ToArray();
        var places = await store.AppendAsync(batch);
        await store.AppendNumbersAsync(0, 1);

        Check.Ascending(places, "Each place is greater than the one before.");
        var all = await store.TailAllAsync(store.Beginning);
        Check.Equal(records + 2, all.Count, "A batch is appended whole.");
        Check.Same(batch, all.Skip(1).Take(records), "A batch is appended whole, in order.");
        Check.Same(places, all.Skip(1).Take(records).Select(record => record.Position), "The places that AppendAsync answers are those of the records in the tail.");
    }

    [Fact]
    public async Task The_largest_event_that_a_hub_takes_by_default()
    {
        var large = Records.Keyed("t", new string('k', 1_000), new string('x', new SseHubOptions().MaxEventBytes - 100));
        var store = await OpenAsync();
        await store.AppendAsync(Records.Event("before", "t"), large, Records.Event("behind", "t"));

        var all = await store.TailAllAsync(store.Beginning);
        Check.Same(["before", "x", "behind"], all.Select(record => Records.TextOf(record)).Select(text => text[0] == 'x' ? "x" : text), "An event of a megabyte lies among others.");
        Check.Same([large], all.Skip(1).Take(1), "An event of a megabyte comes back as it was.");
    }

    private static ReadOnlyMemory<byte> AllBytes => Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();

    private static IEnumerable<string> Tags(IEnumerable<StoredRecord> records) => records.Select(record => $"{record.Position} {record.Tag}");

    [GeneratedRegex("^[a-z0-9]{8}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Epoch();

    [GeneratedRegex("^[a-z0-9]{6,16}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Tag();
}
