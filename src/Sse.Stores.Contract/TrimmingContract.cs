namespace Sse.Stores.Contract;

/// <summary>What retention lets go leaves the log, and the log knows what its topics lost.</summary>
public abstract class TrimmingContract : StoreContract
{
    [Fact]
    public async Task Trimming_lets_go_what_it_says_and_nothing_else()
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 2_500, perBatch: 500);
        var all = await store.ReadAllAsync();
        await store.TrimAsync(0);
        Check.Equal(2_500, (await store.ReadAllAsync()).Count, "Trimming up to 0 lets nothing go.");

        foreach (var at in (int[])[0, 1, 999, 2_000, 2_000, 2_498])
        {
            await store.TrimAsync(all[at].Position);
            var kept = Records.NumbersOf(await store.ReadAllAsync()).ToList();
            Check.Same(Enumerable.Range(at + 1, 2_499 - at), kept.SkipWhile(number => number <= at), $"Trimmed up to its {at + 1}th record a log has all the others.");
            Check.That(kept[0] > at - 500, $"Trimmed up to its {at + 1}th record a log lets those before go, but for some that were appended together with it: the oldest is the {kept[0] + 1}th.");
        }
        Check.Equal(all[^1].Position, (await store.NewestAsync()).Position, "Trimming doesn't change the newest place.");
    }

    [Fact]
    public async Task A_log_that_is_trimmed_whole_still_knows_its_end()
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 100);
        var newest = await store.NewestAsync();
        await store.TrimAsync(newest.Position);
        await store.DisposeAsync();
        var again = await OpenAsync();

        Check.Equal(store.Opened.Epoch, again.Opened.Epoch, "A log that is trimmed whole keeps its epoch.");
        Check.Equal(newest.Position, again.Opened.Newest, "A log that is trimmed whole knows the newest place that it ever had.");
        Check.Equal(newest, await again.NewestAsync(), "A log that is trimmed whole knows the tag of its newest place.");
        var tagged = again.Opened.Tags.LastOrDefault(tag => tag.First <= newest.Position).Tag ?? (await again.ReadAllAsync()).LastOrDefault()?.Tag;
        Check.Equal(newest.Tag, tagged, "The tag of the newest place is among the tags that OpenAsync tells, or its record is kept.");

        await again.AppendNumbersAsync(100, 10);
        Check.Same(Enumerable.Range(100, 10), Records.NumbersOf(await again.TailAllAsync(newest)), "A log that was trimmed whole goes on behind its end.");
    }

    [Fact]
    public async Task The_newest_of_each_key_stays_where_trimming_can_spare_it()
    {
        var store = await OpenAsync();
        if (store.Store.Traits.ForgetsKeys) Assert.Skip("Trimming can't spare keys here: StoreTraits.ForgetsKeys.");
        StoreRecord[] appended =
        [
            Records.Keyed("a", "1"), Records.Keyed("a", "2"), Records.Keyed("a", "1"), Records.Keyed("a", "3"), Records.Event("x", "a"), Records.Removal("a", "3"), Records.Keyed("b", "1"), Records.Event("end"),
        ];
        var places = await store.AppendAsync(appended);
        await store.TrimAsync(places[6], keepKeys: 100);
        Check.Same([places[1], places[2], places[6], places[7]], await PlacesAsync(store), "What is superseded, what has no key, and removals go; the newest of each key stays.");

        var more = await store.AppendAsync(Records.Keyed("a", "2"), Records.Event("end"));
        await store.TrimAsync(places[7], keepKeys: 100);
        Check.Same([places[2], places[6], more[0], more[1]], await PlacesAsync(store), "What was spared goes once a later record of its key has come.");

        await store.TrimAsync(more[0], keepKeys: 2);
        Check.Same([places[6], more[0], more[1]], await PlacesAsync(store), "Beyond so many keys the oldest goes.");

        // As by an application that was started again without KeepLatest.
        await store.DisposeAsync();
        var again = await OpenAsync();
        await again.TrimAsync(more[0]);
        Check.Same([more[1]], await PlacesAsync(again), "Keys are spared only where the trim says so.");
    }

    [Fact]
    public async Task Each_topic_knows_what_it_lost()
    {
        var places = await LoseAsync(
            upTo: 5,
            keepKeys: 0,
            Records.Event("gone for good", "a"),
            Records.Keyed("a", "k", "superseded by the fourth"),
            Records.Keyed("b", "k", "the value of a key"),
            Records.Keyed("a", "k", "the value of a key"),
            Records.Event("for two", "b", "c"),
            Records.Event("for the whole hub"),
            Records.Event("stays", "d"));
        var log = await OpenAsync();
        Lost(log, null, new StoredTopic { Lost = places[5], LostLatest = places[5] });
        Lost(log, "a", new StoredTopic { Lost = places[3], LostLatest = places[3], LostKey = places[3], Superseder = places[3] });
        Lost(log, "b", new StoredTopic { Lost = places[4], LostLatest = places[4], LostKey = places[2] });
        Lost(log, "c", new StoredTopic { Lost = places[4], LostLatest = places[4] });
        Lost(log, "d", new StoredTopic());
        Lost(log, "never heard of", new StoredTopic());
    }

    [Fact]
    public async Task A_topic_whose_newest_is_trimmed_later_lost_more()
    {
        var store = await OpenAsync();
        var places = new List<long>();
        for (var i = 0; i < 40; i++) places.AddRange(await store.AppendAsync(Records.Event(Records.TextOf(i), $"t{i % 4}")));
        await store.TrimAsync(places[9]);
        await store.TrimAsync(places[20]);
        await store.DisposeAsync();
        var again = await OpenAsync();

        for (var i = 0; i < 4; i++)
        {
            var lost = places[Enumerable.Range(0, 21).Last(at => at % 4 == i)];
            Lost(again, $"t{i}", new StoredTopic { Lost = lost, LostLatest = lost });
        }
    }

    [Fact]
    public async Task Values_of_a_complete_topic_are_no_loss_of_keys()
    {
        var places = await LoseAsync(upTo: 2, keepKeys: 100, Records.Keyed("a", "1"), Records.Keyed("b", "1"), Records.Completion("a"), Records.Event("x", "c"));
        var log = await OpenAsync();
        if (!log.Store.Traits.ForgetsKeys) Check.Same([places[1], places[3]], await PlacesAsync(log), "The values of a complete topic leave with its completion.");
        var topic = Find(log, "a");
        Check.Equal(places[2], topic.CompletedAt, "A topic stays complete when the record that completed it has left.");
        if (Log.KnowsLossesPerTopic) Check.Equal(0, topic.LostKey, "The values of a complete topic that leave with its completion are no loss of keys.");
        Check.That(topic.Lost >= places[0], $"A complete topic knows what it lost: {topic.Lost} is before {places[0]}.");
    }

    [Fact]
    public async Task Topics_that_are_forgotten_count_among_the_others()
    {
        var store = await OpenAsync();
        var places = await store.AppendAsync([.. Enumerable.Range(0, 1_000).Select(i => Records.Event(Records.TextOf(i), $"t{i}"))]);
        await store.AppendAsync([.. Enumerable.Range(1_000, 1_000).Select(i => Records.Event(Records.TextOf(i), $"t{i}"))]);
        var last = await store.AppendAsync(Records.Event("stays", "t"));
        await store.TrimAsync(last[0] - 1, maxTopics: 100);
        await store.DisposeAsync();
        var again = await OpenAsync();

        for (var i = 0; i < 1_000; i += 13)
            Check.That(Find(again, $"t{i}").Lost >= places[i], $"A topic that is remembered no more may have lost what any of the others lost: t{i} lost {places[i]}, and {Find(again, $"t{i}").Lost} is told.");
        Check.That(again.Opened.Topics.Count <= 1_500, $"Beyond StoreTrim.MaxTopics the topics that lost longest ago are forgotten, soon: {again.Opened.Topics.Count} of 2,000 are told where 100 may be.");
    }

    private static async Task<IEnumerable<long>> PlacesAsync(OpenStore store) => (await store.ReadAllAsync()).Select(record => record.Position);

    /// <summary>What the log tells of a topic: of one that it doesn't name, what it tells of the others.</summary>
    private static StoredTopic Find(OpenStore log, string? name) => log.Opened.Topics.FirstOrDefault(topic => topic.Name == name) ?? log.Opened.Others;

    private void Lost(OpenStore log, string? name, StoredTopic expected)
    {
        var (told, whose) = (Find(log, name), name is null ? "what is for the whole hub" : $"topic '{name}'");
        if (Log.KnowsLossesPerTopic)
        {
            Check.Equal(expected with { Name = null }, told with { Name = null }, $"The log knows exactly what {whose} lost.");
            return;
        }
        foreach (var (lost, wasTold, what) in ((long, long, string)[])[(expected.Lost, told.Lost, "Lost"), (expected.LostLatest, told.LostLatest, "LostLatest"), (expected.LostKey, told.LostKey, "LostKey")])
            Check.That(wasTold >= lost, $"What the log tells of {whose} is never less than what it lost: {what} is {wasTold}, and the record at {lost} is gone.");
    }

    // Appends, trims up to one of the records, and closes.
    private async Task<IReadOnlyList<long>> LoseAsync(int upTo, long keepKeys, params StoreRecord[] records)
    {
        var store = await OpenAsync();
        // Each on its own: where records that were appended together are kept together, they are let go together.
        var places = new List<long>();
        foreach (var record in records) places.AddRange(await store.AppendAsync(record));
        await store.TrimAsync(places[upTo], store.Store.Traits.ForgetsKeys ? 0 : keepKeys);
        await store.DisposeAsync();
        return places;
    }
}
