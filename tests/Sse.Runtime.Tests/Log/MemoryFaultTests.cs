namespace Sse.Tests.Log;

/// <summary>Memory runs out at every allocation in turn: what is appended is so whole or not at all, and nothing else is harmed.</summary>
public class MemoryFaultTests
{
    public static TheoryData<string, bool> Runs
    {
        get
        {
            var runs = new TheoryData<string, bool>();
            foreach (var retention in KeyedLogTests.Retentions)
            {
                runs.Add(retention, false);
                runs.Add(retention, true);
            }
            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Each_append_happens_whole_or_not_at_all(string retention, bool lasts)
    {
        var failures = 0;
        for (var seed = 1; seed <= 4; seed++)
        {
            var run = new KeyedLogRun(seed, KeyedLogTests.Of(retention), KeyedLogTests.KeepsAll(retention))
            {
                Change = (log, change) =>
                {
                    var newest = log.Newest;
                    return FailingMemory.Run(change, lasts, () =>
                    {
                        failures++;
                        log.Newest.ShouldBe(newest);
                    });
                },
            };
            run.Go();
        }
        failures.ShouldBeGreaterThan(1_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_append_to_several_topics_reaches_all_of_them_or_none(bool lasts)
    {
        using var log = LogReading.Create();
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"t{i}")];
        var readers = names.Select(name => log.Open(name, 0)).ToArray();
        for (var i = 1; i <= 30; i++)
        {
            var data = new string('x', i % 3 == 0 ? 20_000 : i);
            var sequence = FailingMemory.Run(() => log.Add(names, data), lasts, () =>
            {
                foreach (var reader in readers) log.ReadAll(reader).Events.ShouldBeEmpty();
                log.ReadAll(log.Open(SseTopicSelection.All, log.Newest)).Events.ShouldBeEmpty();
            });
            sequence.ShouldBe(i);
            foreach (var reader in readers) log.ReadAll(reader).Events.Single().Data.ShouldBe(data);
        }
    }

    [Fact]
    public void A_topic_that_is_forgotten_while_memory_is_short_keeps_what_it_lost()
    {
        using var log = LogReading.Create(maxEvents: 1);
        // The place of what came before is needed, and that it was lost has to be noted somewhere.
        log.Add("t", "1");
        FailingMemory.Run(() => log.Add("other", "2"), lasts: true, () => { });
        log.Complete("done");
        FailingMemory.Run(() => log.Add("other", "4"), lasts: true, () => { });
        log.Add("other", "5");
        log.ReadAll(log.Open("t", 0)).End.Kind.ShouldBe(LogReadKind.Trimmed);
        log.ReadAll(log.Open("done", 0)).End.Kind.ShouldBe(LogReadKind.Completed);
    }

    [Fact]
    public void A_reader_comes_whole_or_not_at_all_and_leaves_whatever_happens()
    {
        using var log = LogReading.Create();
        var occupied = new Dictionary<string, int>(StringComparer.Ordinal);
        log.OnOccupied = (topic, isOccupied) => occupied[topic] = occupied.GetValueOrDefault(topic) + (isOccupied ? 1 : -1);
        string[] names = [.. Enumerable.Range(0, 9).Select(i => $"t{i}")];
        var cursors = new List<Cursor>();
        for (var i = 0; i < 40; i++)
        {
            var cursor = FailingMemory.Run(() => log.Open(names, 0), lasts: true, () => log.CountReaders(SseTopicSelection.None).ShouldBe(cursors.Count));
            cursors.Add(cursor);
        }
        occupied.Values.ShouldAllBe(readers => readers == 1);
        foreach (var cursor in cursors)
        {
            FailingMemory.Run(
                () =>
                {
                    log.Close(cursor);
                    return 0;
                },
                lasts: true,
                () => throw new InvalidOperationException("Leaving needs no memory."));
        }
        log.CountReaders(SseTopicSelection.None).ShouldBe(0);
        occupied.Values.ShouldAllBe(readers => readers == 0);
    }

    [Fact]
    public void The_harness_lets_every_allocation_fail()
    {
        using var log = LogReading.Create();
        var failures = 0;
        FailingMemory.Run(() => log.Set("t", "k", "v"), lasts: false, () => failures++);
        // Its topic, its key, its segment's memory, index and keys, room in the log's queue: at least.
        failures.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public void A_queue_whose_last_piece_was_reserved_and_never_used_is_read_whole()
    {
        using var log = LogReading.Create();
        // Pieces have 1,024 places: the next one is got, and what needs memory behind it fails.
        for (var i = 1; i <= 1_000; i++) log.Add("t", $"{i}");
        for (var i = 1_001; i <= 1_050; i++)
        {
            var data = $"{i}";
            FailingMemory.Run(() => log.Add(data, data), lasts: false, () => log.ReadAll(log.Open(SseTopicSelection.All, 990)).Events.Count.ShouldBe((int)log.Newest - 990));
        }
    }
}
