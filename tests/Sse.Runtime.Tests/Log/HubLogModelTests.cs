using System.Globalization;

namespace Sse.Tests.Log;

/// <summary>The log against a list of events: whatever happens, each cursor reads what the list says.</summary>
public class HubLogModelTests
{
    [Theory]
    [InlineData(1, 25, long.MaxValue)]
    [InlineData(2, long.MaxValue, 3_000)]
    [InlineData(3, 400, 20_000)]
    [InlineData(4, long.MaxValue, long.MaxValue)]
    [InlineData(5, 1, long.MaxValue)]
    public void Every_cursor_reads_each_of_its_events_once_in_order_or_is_told_what_it_lost(int seed, long maxEvents, long maxBytes)
    {
        for (var round = 0; round < 6; round++) new Run((seed * 1000) + round, maxEvents, maxBytes).Go();
    }

    [Fact]
    public void The_comparison_notices_a_log_that_loses_an_event()
    {
        var run = new Run(6, long.MaxValue, long.MaxValue);
        run.LoseOne = true;
        Should.Throw<ShouldAssertException>(run.Go);
    }

    private sealed class Run(int seed, long maxEvents, long maxBytes)
    {
        private static readonly string[] Names = ["a", "b", "c/d", "ü"];
        private readonly Random _random = new(seed);
        private readonly HubLog _log = LogReading.Create(maxEvents, maxBytes);
        private readonly List<Published> _published = [];
        private readonly List<Reader> _readers = [];
        private readonly HashSet<string> _complete = [];

        public bool LoseOne { get; set; }

        public void Go()
        {
            for (var step = 0; step < 600; step++)
            {
                var choice = _random.Next(100);
                if (choice < 70) Publish();
                else if (choice < 80) _readers.Add(NewReader());
                else if (choice < 99) { if (_readers.Count > 0) Read(_readers[_random.Next(_readers.Count)]); }
                else if (_random.Next(20) == 0) Complete();
            }
            foreach (var reader in _readers) Read(reader);
        }

        private void Publish()
        {
            var topics = Topics();
            if (topics.IsAll || topics.Any(_complete.Contains)) return;
            var data = new string((char)('a' + _random.Next(26)), _random.Next(1, _random.Next(20) == 0 ? 3_000 : 60));
            var sequence = _log.Add(topics, data);
            sequence.ShouldBe(_log.Newest);
            if (LoseOne && _published.Count == 100) return;
            _published.Add(new(sequence, topics, data));
        }

        private void Complete()
        {
            var name = Names[_random.Next(Names.Length)];
            _complete.Add(name);
            _log.Complete(name);
        }

        private Reader NewReader()
        {
            var after = _random.NextInt64(_log.Newest + 1);
            var topics = Topics();
            return new Reader(topics, _log.Open(topics, after));
        }

        private SseTopicSelection Topics()
        {
            var choice = _random.Next(10);
            return choice == 0 ? SseTopicSelection.All
                : choice < 3 ? SseTopicSelection.None
                : choice < 7 ? Names[_random.Next(Names.Length)]
                : SseTopicSelection.Of(Names.Where(_ => _random.Next(2) == 0).ToArray().AsSpan());
        }

        private void Read(Reader reader)
        {
            var from = reader.Cursor.After;
            var (events, end) = _log.ReadAll(reader.Cursor, _random.Next(2) == 0 ? LogReading.Enough : _random.Next(40, 2_000));
            if (end.Kind == LogReadKind.Trimmed)
            {
                events.ShouldBeEmpty();
                end.Requested.ShouldBe(from);
                // Nothing that was lost is retained, and something was.
                reader.Cursor.After.ShouldBe(_published.Last(p => p.IsFor(reader.Topics) && p.Sequence < _log.Oldest).Sequence);
                from = reader.Cursor.After;
                (events, end) = _log.ReadAll(reader.Cursor);
            }
            var expected = _published.Where(p => p.Sequence > from && p.IsFor(reader.Topics)).ToList();
            events.Select(e => e.Sequence).ShouldBe(expected.Select(p => p.Sequence));
            events.Select(e => e.Data).ShouldBe(expected.Select(p => p.Data));
            foreach (var (read, published) in events.Zip(expected))
            {
                if (published.Topics.Count == 0) read.Topic.ShouldBeNull();
                else published.Topics.Contains(read.Topic!, StringComparer.Ordinal).ShouldBeTrue();
                if (reader.Topics.Count > 0 && read.Topic is { } topic) reader.Topics.Contains(topic, StringComparer.Ordinal).ShouldBeTrue();
            }
            reader.Cursor.After.ShouldBe(_log.Newest);
            var complete = reader.Topics.Count > 0 && reader.Topics.All(_complete.Contains);
            end.Kind.ShouldBe(complete ? LogReadKind.Completed : LogReadKind.Tail);
        }
    }

    private sealed record Reader(SseTopicSelection Topics, Cursor Cursor);

    private sealed record Published(long Sequence, SseTopicSelection Topics, string Data)
    {
        public bool IsFor(SseTopicSelection reader) => Topics.Count == 0 || reader.IsAll || Topics.Any(t => reader.Contains(t, StringComparer.Ordinal));

        public override string ToString() => Sequence.ToString(CultureInfo.InvariantCulture);
    }
}
