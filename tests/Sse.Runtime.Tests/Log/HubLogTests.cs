using System.Buffers;
using System.Text;

namespace Sse.Tests.Log;

public class HubLogTests
{
    [Fact]
    public void Frames_are_ready_to_send_ids_included()
    {
        using var log = LogReading.Create();
        log.Add("Köln", "1");
        log.Add(SseTopicSelection.None, "2");
        var sink = new ArrayBufferWriter<byte>();
        log.ReadOnce(log.Open("Köln", 0), sink).Kind.ShouldBe(LogReadKind.Tail);
        Encoding.UTF8.GetString(sink.WrittenSpan).ShouldBe(
            $"id: {log.Epoch}-1/K%C3%B6ln\nevent: tick\ndata: 1\n\nid: {log.Epoch}-2\nevent: tick\ndata: 2\n\n");
    }

    [Fact]
    public void Each_log_has_an_epoch_of_its_own()
    {
        using var one = LogReading.Create();
        using var other = LogReading.Create();
        string.Equals(one.Epoch, other.Epoch, StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public void A_frame_larger_than_a_read_comes_whole_though_the_log_forgets_it_meanwhile()
    {
        using var log = LogReading.Create(maxEvents: 2);
        var large = new string('x', 1_000);
        log.Add("t", large);
        var cursor = log.Open("t", 0);
        var found = new SliceTarget();
        log.Read(cursor, found, maxBytes: 300).Kind.ShouldBe(LogReadKind.Tail);
        for (var i = 0; i < 5; i++) log.Add("t", "small");
        LogReading.Parse(found.Large.Memory).Single().Data.ShouldBe(large);
        log.ReadOnce(cursor, new ArrayBufferWriter<byte>()).Kind.ShouldBe(LogReadKind.Trimmed);
    }

    [Fact]
    public void Says_after_each_append_who_has_more()
    {
        using var log = LogReading.Create();
        var woken = new ILogReader[8];
        var readers = new[] { "a", "b", "c" }.ToDictionary(name => name, name => new NamedReader(), StringComparer.Ordinal);
        foreach (var (name, reader) in readers) log.Attach(log.Open(name, 0), reader);
        var all = new NamedReader();
        log.Attach(log.Open(SseTopicSelection.All, 0), all);

        log.Add("a", "1");
        Woken().ShouldBe([readers["a"], all], ignoreOrder: true);
        log.Add(SseTopicSelection.None, "2");
        Woken().ShouldBe([.. readers.Values, all], ignoreOrder: true);
        log.Add(["a", "b"], "3");
        Woken().ShouldBe([readers["a"], readers["b"], all], ignoreOrder: true);
        log.Complete("c");
        Woken().ShouldBe([readers["c"], all], ignoreOrder: true);
        Woken().ShouldBeEmpty();

        ILogReader[] Woken() => woken[..log.TakeWoken(woken)];
    }

    private sealed class NamedReader : ILogReader
    {
        public void Wake()
        {
        }
    }

    [Fact]
    public void A_complete_topic_takes_no_event_and_nothing_is_appended_to_its_companions()
    {
        using var log = LogReading.Create();
        log.Complete("done");
        log.Complete("done");
        log.Newest.ShouldBe(1);
        Should.Throw<SseTopicCompletedException>(() => log.Add(["open", "done"], "x"));
        log.Newest.ShouldBe(1);
        log.Add("open", "x");
        log.ReadAll(log.Open("open", 0)).Events.Single().Sequence.ShouldBe(2);
    }

    [Fact]
    public void A_cursor_is_complete_when_the_last_of_its_topics_is()
    {
        using var log = LogReading.Create();
        log.Add("a", "1");
        log.Complete("a");
        log.Add("b", "3");
        var both = log.Open(["a", "b"], 0);
        log.ReadAll(both).End.Kind.ShouldBe(LogReadKind.Tail);
        log.Add(SseTopicSelection.None, "4");
        log.Complete("b");
        var (events, end) = log.ReadAll(both);
        events.Single().Data.ShouldBe("4");
        end.Kind.ShouldBe(LogReadKind.Completed);
        log.ReadAll(log.Open("a", log.Newest)).End.Kind.ShouldBe(LogReadKind.Completed);
        log.ReadAll(log.Open(SseTopicSelection.All, 0)).End.Kind.ShouldBe(LogReadKind.Tail);
    }

    [Fact]
    public void A_disposed_log_takes_nothing_and_can_still_be_read()
    {
        var log = LogReading.Create(time: new FakeTimeProvider());
        log.Add("a", "1");
        log.Dispose();
        Should.Throw<SseHubStoppedException>(() => log.Add("a", "2"));
        Should.Throw<SseHubStoppedException>(() => log.Complete("a"));
        log.ReadAll(log.Open("a", 0)).Events.Count.ShouldBe(1);
    }

    [Fact]
    public void A_disposed_log_leaves_no_timer()
    {
        var time = new FakeTimeProvider();
        var log = LogReading.Create(maxAge: TimeSpan.FromHours(1), time: time);
        time.ArmedTimers.ShouldBe(1);
        log.Dispose();
        time.ArmedTimers.ShouldBe(0);
    }

    [Fact]
    public async Task Readers_on_other_threads_get_every_event_once_while_publishing_goes_on()
    {
        const int Count = 100_000;
        using var log = LogReading.Create(maxEvents: long.MaxValue, maxBytes: long.MaxValue);
        var cancellation = TestContext.Current.CancellationToken;
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(
            () =>
            {
                var cursor = log.Open("t", 0);
                var sink = new ArrayBufferWriter<byte>();
                while (cursor.After < Count && !cancellation.IsCancellationRequested) log.ReadOnce(cursor, sink, 4_096);
                return LogReading.Parse(sink.WrittenMemory);
            },
            cancellation)).ToArray();
        var publishers = Enumerable.Range(0, 2).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < Count / 2; i++) log.Add(i % 10 == 0 ? SseTopicSelection.None : "t", "x");
            },
            cancellation)).ToArray();
        await Task.WhenAll(publishers).WaitAsync(TimeSpan.FromSeconds(30), cancellation);
        foreach (var reader in readers)
        {
            var events = await reader.WaitAsync(TimeSpan.FromSeconds(30), cancellation);
            events.Select(e => e.Sequence).SequenceEqual(Enumerable.Range(1, Count).Select(i => (long)i)).ShouldBeTrue();
        }
    }
}
