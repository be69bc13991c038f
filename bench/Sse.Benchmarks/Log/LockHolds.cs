using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sse.Benchmarks.Log;

/// <summary>
/// How long the log's lock is held at most while a million events are retained: no longer than its longest call takes.
/// What the machine does meanwhile doesn't count: of each call the least of some runs stands.
/// </summary>
internal static class LockHolds
{
    private const int Events = 1_000_000;
    private const int Runs = 7;
    private static readonly byte[] Small = Encoding.UTF8.GetBytes("event: small\ndata: {\"symbol\":\"ACME\",\"price\":12.5}\n\n");
    private static readonly byte[] Large = [.. "data: "u8, .. new byte[1 << 20].AsSpan(), .. "\n\n"u8];
    private static readonly byte[][] Keys = [.. Enumerable.Range(0, 100_000).Select(i => BitConverter.GetBytes(i))];

    public static void Measure()
    {
        Console.WriteLine("| what | longest hold |");
        Console.WriteLine("|---|---|");
        Show("publishing a million, as many retained", Filled(), (clock, log) => Repeat(Events, _ => clock.Call(() => log.Append(new SseAppend { Topics = "topic", Frame = Small }))));
        Show("a million that are too old", Filled(o => o.MaxAge = TimeSpan.FromHours(1)), (clock, log, time) =>
        {
            time.Now += TimeSpan.FromHours(2).Ticks;
            while (clock.Call(log.TrimSome)) { }
        });
        Show("publishing 1,000 events of 1 MiB", Filled(o => o.MaxBytes = 256 << 20), (clock, log) => Repeat(1_000, _ => clock.Call(() => log.Append(new SseAppend { Topics = "topic", Frame = Large }))));
        Show("reading one topic from its beginning", Filled(), (clock, log) => Read(clock, log, "topic", LogStartKind.After, conflates: false));
        Show("reading all topics from the beginning", Filled(topics: 100), (clock, log) => Read(clock, log, SseTopicSelection.All, LogStartKind.After, conflates: false));
        Show("100,000 keys that a million events changed, conflated", Keyed(), (clock, log) => Read(clock, log, "topic", LogStartKind.After, conflates: true));
        Show("a snapshot of them", Keyed(), (clock, log) => Read(clock, log, "topic", LogStartKind.Snapshot, conflates: true));
        Show("a snapshot of those that outlived the window", Keyed(o => o.MaxEvents = 1), (clock, log) => Read(clock, log, "topic", LogStartKind.Snapshot, conflates: true));
        Show("a topic of a million gives way, in some sixty holds together", Filled(o => o.MaxTopics = 1), (clock, log) => clock.Call(() => log.Append(new SseAppend { Topics = "other", Frame = Small })));
        Show("the completion of a topic with 100,000 keys leaves", Keyed(o => o.MaxEvents = 1), (clock, log) =>
        {
            log.Complete("topic");
            Repeat(2, _ => clock.Call(() => log.Append(new SseAppend { Topics = "other", Frame = Small })));
        });
        Show("20,000 readers found, sorting them under no lock included", Filled(), (clock, log) =>
        {
            var cursors = Enumerable.Range(0, 20_000).Select(_ => clock.Call(() => log.Open("topic", conflates: false, new LogStart(LogStartKind.Newest), out var _))).ToList();
            foreach (var cursor in cursors) log.Attach(cursor, new Reader());
            clock.Call(() => log.ReadersOf("topic"));
            clock.Call(() => log.Append(new SseAppend { Topics = "topic", Frame = Small }));
            var taken = new ILogReader[Pump.BatchSize];
            while (clock.Call(() => log.TakeWoken(taken)) > 0) { }
        });
    }

    private static Func<(HubLog, ManualTime)> Filled(Action<SseRetentionOptions>? configure = null, int topics = 1) => () =>
    {
        var (log, time) = Create(configure);
        if (topics == 1) Fill(log, "topic");
        else Repeat(Events, i => log.Append(new SseAppend { Topics = string.Create(CultureInfo.InvariantCulture, $"topic-{i % topics}"), Frame = Small }));
        return (log, time);
    };

    private static Func<(HubLog, ManualTime)> Keyed(Action<SseRetentionOptions>? configure = null) => () =>
    {
        var (log, time) = Create(configure);
        Repeat(Events, i => log.Append(new SseAppend { Topics = "topic", Frame = Small, Key = Keys[i % Keys.Length], IsKeyed = true }));
        return (log, time);
    };

    private static (HubLog, ManualTime) Create(Action<SseRetentionOptions>? configure)
    {
        var retention = new SseRetentionOptions { MaxEvents = Events, MaxBytes = 1L << 32, MaxAge = Timeout.InfiniteTimeSpan, KeepLatest = new() };
        configure?.Invoke(retention);
        var time = new ManualTime();
        return (new HubLog(retention, time), time);
    }

    private static void Fill(HubLog log, string topic) => Repeat(Events, _ => log.Append(new SseAppend { Topics = topic, Frame = Small }));

    private static void Read(Clock clock, HubLog log, SseTopicSelection topics, LogStartKind start, bool conflates)
    {
        var cursor = log.Open(topics, conflates, new LogStart(start), out _);
        var found = new SliceTarget();
        LogRead read;
        do
        {
            read = clock.Call(() => log.Read(cursor, found, StreamSubscription.LargestFlush));
            found.Clear();
        }
        while (read.Kind is LogReadKind.More or LogReadKind.Trimmed);
        log.Close(cursor);
    }

    private static void Repeat(int times, Action<int> action)
    {
        for (var i = 0; i < times; i++) action(i);
    }

    private static void Show(string what, Func<(HubLog Log, ManualTime Time)> create, Action<Clock, HubLog> action) => Show(what, create, (clock, log, _) => action(clock, log));

    private static void Show(string what, Func<(HubLog Log, ManualTime Time)> create, Action<Clock, HubLog, ManualTime> action)
    {
        var clock = new Clock();
        for (var run = 0; run < Runs; run++)
        {
            var (log, time) = create();
            using (log)
            {
                GC.Collect();
                clock.Begin();
                action(clock, log, time);
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {clock.Longest.TotalMilliseconds:F3} ms |"));
    }

    /// <summary>Notes how long each call takes, the least of all runs: each does the same.</summary>
    private sealed class Clock
    {
        private readonly List<long> _least = [];
        private int _next;

        public TimeSpan Longest => Stopwatch.GetElapsedTime(0, _least.Max());

        public void Begin() => _next = 0;

        public T Call<T>(Func<T> call)
        {
            var before = Stopwatch.GetTimestamp();
            var result = call();
            var took = Stopwatch.GetTimestamp() - before;
            if (_next == _least.Count) _least.Add(took);
            else _least[_next] = Math.Min(_least[_next], took);
            _next++;
            return result;
        }
    }

    private sealed class Reader : ILogReader
    {
        public void Wake()
        {
        }
    }
}
