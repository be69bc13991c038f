namespace Sse.Tests.Log;

public class RetentionTests
{
    [Fact]
    public void Keeps_the_newest_events_by_count()
    {
        using var log = LogReading.Create(maxEvents: 3);
        for (var i = 1; i <= 10; i++) log.Add(i % 2 == 0 ? "even" : "odd", $"{i}");
        log.Oldest.ShouldBe(8);
        Read(log, SseTopicSelection.All, after: 7).ShouldBe(["8", "9", "10"]);
        Read(log, "even", after: 7).ShouldBe(["8", "10"]);
    }

    [Fact]
    public void Keeps_the_newest_events_by_bytes_ids_included()
    {
        using var log = LogReading.Create(maxBytes: 1_000);
        for (var i = 1; i <= 100; i++) log.Add("t", new string('x', 40));
        // id: 8 + 1 + 2 or 3 digits + /t; event: tick; data: 40 characters
        var frame = "id: abcdefgh-99/t\n".Length + "event: tick\n".Length + "data: \n\n".Length + 40;
        log.Oldest.ShouldBe(101 - ((1_000 - 1) / frame));
    }

    [Fact]
    public void The_newest_event_is_read_however_large_it_is_with_all_its_copies()
    {
        using var log = LogReading.Create(maxBytes: 1_000);
        var (a, all) = (log.Open("a", 0), log.Open(SseTopicSelection.All, 0));
        for (var i = 1; i <= 3; i++)
        {
            log.Add(["a", "b", "c"], new string('x', 600));
            foreach (var cursor in new[] { a, all }) log.ReadAll(cursor).Events.Single().Sequence.ShouldBe(i);
        }
    }

    [Fact]
    public void Keeps_events_by_age_also_when_nothing_is_published()
    {
        var time = new FakeTimeProvider();
        using var log = LogReading.Create(maxAge: TimeSpan.FromMinutes(10), time: time);
        log.Add("t", "1");
        time.Advance(TimeSpan.FromMinutes(6));
        log.Add(SseTopicSelection.None, "2");
        time.Advance(TimeSpan.FromMinutes(5));
        log.Oldest.ShouldBe(2);
        time.Advance(TimeSpan.FromMinutes(6));
        log.Oldest.ShouldBe(3);
        log.Newest.ShouldBe(2);
    }

    [Fact]
    public void A_trim_lets_go_what_is_too_old()
    {
        var time = new FakeTimeProvider();
        using var log = LogReading.Create(maxAge: TimeSpan.FromHours(10), time: time);
        for (var i = 0; i < 5; i++)
        {
            log.Add("t", "x");
            time.Advance(TimeSpan.FromHours(4));
        }
        log.Trim();
        log.Oldest.ShouldBe(4);
    }

    [Fact]
    public void An_event_for_several_topics_leaves_all_of_them_at_once()
    {
        using var log = LogReading.Create(maxEvents: 1);
        log.Add(["a", "b"], "1");
        log.Add("c", "2");
        foreach (var topic in new[] { "a", "b" })
            log.ReadAll(log.Open(topic, 0)).End.Kind.ShouldBe(LogReadKind.Trimmed);
        log.ReadAll(log.Open("c", 0)).Events.Single().Data.ShouldBe("2");
    }

    [Fact]
    public void The_topic_published_to_least_recently_gives_way()
    {
        using var log = LogReading.Create(maxTopics: 2);
        log.Add("a", "1");
        log.Add("b", "2");
        log.Add("a", "3");
        log.Add("c", "4");
        Read(log, "a", after: 0).ShouldBe(["1", "3"]);
        Read(log, "c", after: 2).ShouldBe(["4"]);
        log.ReadAll(log.Open("b", 0)).End.Kind.ShouldBe(LogReadKind.Trimmed);
        log.ReadAll(log.Open("b", 2)).End.Kind.ShouldBe(LogReadKind.Tail);
        log.ReadAll(log.Open(SseTopicSelection.All, 1)).End.Kind.ShouldBe(LogReadKind.Trimmed);
        Read(log, SseTopicSelection.All, after: 2).ShouldBe(["3", "4"]);
    }

    [Fact]
    public void A_reader_that_had_everything_meets_no_gap_however_many_other_topics_gave_way()
    {
        using var log = LogReading.Create(maxTopics: 2);
        log.Add("other", "0");
        var cursor = log.Open("x", log.Newest);
        log.ReadAll(cursor).End.Kind.ShouldBe(LogReadKind.Tail);
        for (var i = 0; i < 10; i++) log.Add($"other-{i}", "y");

        log.Add("x", "1");
        var (events, end) = log.ReadAll(cursor);
        end.Kind.ShouldBe(LogReadKind.Tail);
        events.Single().Data.ShouldBe("1");

        for (var i = 0; i < 10; i++) log.Add($"other-{i}", "y");
        log.ReadAll(cursor).End.Kind.ShouldBe(LogReadKind.Tail);
        log.Add("x", "2");
        for (var i = 0; i < 10; i++) log.Add($"other-{i}", "y");
        // A topic that is read doesn't give way.
        log.ReadAll(cursor).Events.Single().Data.ShouldBe("2");
        log.Close(cursor);
    }

    [Fact]
    public void Who_begins_with_the_oldest_gets_all_that_is_retained_of_each_topic()
    {
        using var log = LogReading.Create(maxTopics: 2);
        log.Add(SseTopicSelection.None, "1");
        log.Add("kept", "2");
        log.Add("gone", "3");
        log.Add("kept", "4");
        log.Add("new", "5");

        Read(log, log.OpenAt(["kept", "gone"], LogStartKind.Earliest)).ShouldBe(["1", "2", "4"]);
    }

    [Fact]
    public void A_read_that_fails_leaves_nothing_to_the_next_reader()
    {
        using var log = LogReading.Create();
        log.Add("mine", "1");
        log.Add("yours", "2");
        Should.Throw<InvalidOperationException>(() => log.ReadOnce(log.Open("mine", 0), new BrokenSink()));

        Read(log, "yours", after: 0).ShouldBe(["2"]);
    }

    [Fact]
    public void Time_that_goes_on_within_an_append_makes_nothing_too_old()
    {
        using var log = LogReading.Create(maxAge: TimeSpan.FromSeconds(1), time: new HastyTime());
        for (var i = 1; i <= 100; i++)
        {
            log.Append(new SseAppend { Topics = "t", Frame = "data: x\n\n"u8 }, i % 2 == 1 ? null : new LogPlace(i, "tagged", TimeSpan.FromMicroseconds(i)));
            log.Oldest.ShouldBe(1);
        }
        log.Append(new SseAppend { Topics = "t", Frame = "data: x\n\n"u8 }, new LogPlace(101, "tagged", TimeSpan.FromSeconds(2)));
        log.Oldest.ShouldBe(1, "one that came too late is behind the others");
    }

    [Fact]
    public void A_completion_that_leaves_is_no_loss()
    {
        using var log = LogReading.Create(maxEvents: 2);
        var done = log.Open("done", after: 0);
        var all = log.Open(SseTopicSelection.All, after: 0);
        log.Complete("done");
        log.Add("other", "1");
        log.ReadAll(all).End.Kind.ShouldBe(LogReadKind.Tail);
        log.Add("other", "2");
        log.Add("other", "3");
        log.Oldest.ShouldBe(3, "the completion has left");

        // Neither is told of a gap: nothing that they could have got is gone.
        log.ReadOnce(done, new System.Buffers.ArrayBufferWriter<byte>()).Kind.ShouldBe(LogReadKind.Completed);
        log.ReadOnce(log.Open("done", after: 0), new System.Buffers.ArrayBufferWriter<byte>()).Kind.ShouldBe(LogReadKind.Completed);
        log.ReadOnce(log.Open(SseTopicSelection.All, after: 1), new System.Buffers.ArrayBufferWriter<byte>()).Kind.ShouldBe(LogReadKind.Trimmed, "the first event of another topic is gone, though");
    }

    /// <summary>Goes on by a millionth of a second whenever it is read.</summary>
    private sealed class HastyTime : TimeProvider
    {
        private long _reads;

        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => ++_reads;
    }

    private sealed class BrokenSink : System.Buffers.IBufferWriter<byte>
    {
        public void Advance(int count) => throw new InvalidOperationException("The sink is broken.");

        public Memory<byte> GetMemory(int sizeHint = 0) => throw new InvalidOperationException("The sink is broken.");

        public Span<byte> GetSpan(int sizeHint = 0) => throw new InvalidOperationException("The sink is broken.");
    }

    [Fact]
    public void A_topic_that_gave_way_and_came_back_does_not_hide_its_loss()
    {
        using var log = LogReading.Create(maxTopics: 1);
        log.Add("a", "1");
        log.Add("b", "2");
        log.Add("a", "3");
        log.ReadAll(log.Open("a", 0)).End.Kind.ShouldBe(LogReadKind.Trimmed);
    }

    [Fact]
    public void A_quiet_topic_has_no_gap_however_much_others_lose()
    {
        using var log = LogReading.Create(maxEvents: 10);
        log.Add("quiet", "1");
        for (var i = 0; i < 1_000; i++) log.Add("busy", "x");
        log.ReadAll(log.Open("quiet", 1)).End.Kind.ShouldBe(LogReadKind.Tail);
        log.ReadAll(log.Open("quiet", 0)).End.Kind.ShouldBe(LogReadKind.Trimmed);
        log.ReadAll(log.Open("busy", 1)).End.Kind.ShouldBe(LogReadKind.Trimmed);
    }

    [Fact]
    public void A_topic_that_only_readers_name_is_not_known_to_the_log()
    {
        using var log = LogReading.Create(maxTopics: 1);
        log.Add("a", "1");
        for (var i = 0; i < 10; i++) log.ReadAll(log.Open($"reader-{i}", 0)).Events.ShouldBeEmpty();
        Read(log, "a", after: 0).ShouldBe(["1"]);
    }

    private static IEnumerable<string> Read(HubLog log, SseTopicSelection topics, long after) => Read(log, log.Open(topics, after));

    private static IEnumerable<string> Read(HubLog log, Cursor cursor)
    {
        var (events, end) = log.ReadAll(cursor);
        end.Kind.ShouldBe(LogReadKind.Tail);
        return events.Select(e => e.Data);
    }
}
