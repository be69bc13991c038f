using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sse.Benchmarks.Log;

/// <summary>
/// How long the log's lock is held at most while a million events are retained. Another thread takes the lock again and
/// again and notes its longest wait; that includes what the machine does meanwhile, so the least of some runs stands.
/// </summary>
internal static class LockHolds
{
    private const int Events = 1_000_000;
    private const int Runs = 5;
    private static readonly byte[] Small = Encoding.UTF8.GetBytes("event: small\ndata: {\"symbol\":\"ACME\",\"price\":12.5}\n\n");
    private static readonly byte[] Large = [.. "data: "u8, .. new byte[1 << 20].AsSpan(), .. "\n\n"u8];
    private static readonly byte[][] Keys = [.. Enumerable.Range(0, 100_000).Select(i => BitConverter.GetBytes(i))];

    public static void Measure()
    {
        Console.WriteLine("| what | longest hold |");
        Console.WriteLine("|---|---|");
        Show("publishing a million, as many retained", Filled(), log => Fill(log, "topic"));
        Show("a million that are too old", Filled(o => o.MaxAge = TimeSpan.FromHours(1)), (log, time) =>
        {
            time.Now += TimeSpan.FromHours(2).Ticks;
            log.Trim();
        });
        Show("publishing 1,000 events of 1 MiB", Filled(o => o.MaxBytes = 256 << 20), log => Repeat(1_000, _ => log.Append(new SseAppend { Topics = "topic", Frame = Large })));
        Show("reading one topic from its beginning", Filled(), log => Read(log, "topic", LogStartKind.After, conflates: false));
        Show("reading all topics from the beginning", Filled(topics: 100), log => Read(log, SseTopicSelection.All, LogStartKind.After, conflates: false));
        Show("100,000 keys that a million events changed, conflated", Keyed(), log => Read(log, "topic", LogStartKind.After, conflates: true));
        Show("a snapshot of them", Keyed(), log => Read(log, "topic", LogStartKind.Snapshot, conflates: true));
        Show("a snapshot of those that outlived the window", Keyed(o => o.MaxEvents = 1), log => Read(log, "topic", LogStartKind.Snapshot, conflates: true));
        Show("the newest of each key at once", Keyed(), log => log.TryReadLatest("topic", new RecordTarget(log.IdPrefixLength), inOneHold: false, out _, out _));
        Show("a topic of a million gives way", Filled(o => o.MaxTopics = 1), log => log.Append(new SseAppend { Topics = "other", Frame = Small }));
        Show("the completion of a topic with 100,000 keys leaves", Keyed(o => o.MaxEvents = 1), log =>
        {
            log.Complete("topic");
            Repeat(2, _ => log.Append(new SseAppend { Topics = "other", Frame = Small }));
        });
        Show("20,000 readers found, and all woken", Filled(), log =>
        {
            var cursors = Enumerable.Range(0, 20_000).Select(_ => log.Open("topic", conflates: false, new LogStart(LogStartKind.Newest), out var _)).ToList();
            foreach (var cursor in cursors) log.Attach(cursor, new Reader());
            log.ReadersOf("topic");
            log.Append(new SseAppend { Topics = "topic", Frame = Small });
            var taken = new ILogReader[Pump.BatchSize];
            while (log.TakeWoken(taken) > 0) { }
            foreach (var cursor in cursors) log.Close(cursor);
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

    private static void Read(HubLog log, SseTopicSelection topics, LogStartKind start, bool conflates)
    {
        var cursor = log.Open(topics, conflates, new LogStart(start), out _);
        var found = new SliceTarget();
        LogRead read;
        do
        {
            read = log.Read(cursor, found, StreamSubscription.LargestFlush);
            found.Clear();
        }
        while (read.Kind is LogReadKind.More or LogReadKind.Trimmed);
        log.Close(cursor);
    }

    private static void Repeat(int times, Action<int> action)
    {
        for (var i = 0; i < times; i++) action(i);
    }

    private static void Show(string what, Func<(HubLog Log, ManualTime Time)> create, Action<HubLog> action) => Show(what, create, (log, _) => action(log));

    private static void Show(string what, Func<(HubLog Log, ManualTime Time)> create, Action<HubLog, ManualTime> action)
    {
        var least = TimeSpan.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            var (log, time) = create();
            using (log)
            {
                GC.Collect();
                var longest = LongestWait(log, () => action(log, time));
                if (longest < least) least = longest;
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {least.TotalMilliseconds:F2} ms |"));
    }

    private static TimeSpan LongestWait(HubLog log, Action action)
    {
        var (longest, ended) = (0L, false);
        var probe = new Thread(() =>
        {
            while (!Volatile.Read(ref ended))
            {
                var before = Stopwatch.GetTimestamp();
                _ = log.Oldest;
                longest = Math.Max(longest, Stopwatch.GetTimestamp() - before);
            }
        });
        probe.Start();
        action();
        Volatile.Write(ref ended, true);
        probe.Join();
        return Stopwatch.GetElapsedTime(0, longest);
    }

    private sealed class Reader : ILogReader
    {
        public void Wake()
        {
        }
    }
}
