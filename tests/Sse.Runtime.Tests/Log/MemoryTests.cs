using System.Runtime.CompilerServices;
using System.Text;

namespace Sse.Tests.Log;

/// <summary>What the log holds, measured.</summary>
[Collection(nameof(MeasuresMemory))]
public class MemoryTests
{
    private const int Events = 100_000;
    private static readonly byte[] Frame = Encoding.UTF8.GetBytes($"event: tick\ndata: {new string('x', 80)}\n\n");

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1_000)]
    public void An_event_takes_at_most_64_bytes_besides_its_frame(int topics)
    {
        var names = Enumerable.Range(0, topics).Select(i => $"topic-{i}").ToArray();
        var frames = 0L;
        var bytes = Held(() =>
        {
            var log = LogReading.Create(maxEvents: Events);
            frames = 0;
            // Half as many again, so that it is a log that has been running.
            for (var i = 0; i < Events * 3 / 2; i++)
            {
                var id = $"id: abcdefgh-{i + 1}/{names[i % topics]}\n";
                if (i >= Events / 2) frames += id.Length + Frame.Length;
                log.AddFrame(names[i % topics], Frame);
            }
            return log;
        });
        TestContext.Current.SendDiagnosticMessage($"{topics} topics: {(bytes - frames) / (double)Events:F1} bytes besides the frame");
        ((bytes - frames) / (double)Events).ShouldBeLessThanOrEqualTo(64);
    }

    [Fact]
    public void The_scales_notice_a_copy_of_the_frames() =>
        Held(() =>
        {
            var log = LogReading.Create(maxEvents: Events);
            var copies = new List<byte[]>();
            for (var i = 0; i < Events; i++)
            {
                log.AddFrame("t", Frame);
                copies.Add([.. Frame]);
            }
            log.OnOccupied = (_, _) => copies.Clear();
            return log;
        }).ShouldBeGreaterThan(Events * (2 * Frame.Length));

    [Fact]
    public void Frames_beyond_the_bound_for_memory_are_not_held() =>
        Held(() =>
        {
            var log = new HubLog(new SseRetentionOptions { MaxEvents = Events, MaxAge = Timeout.InfiniteTimeSpan, MaxBytesInMemory = 1_000_000 }, new FakeTimeProvider());
            for (var i = 0; i < Events * 3 / 2; i++) log.Append(new SseAppend { Topics = $"topic-{i % 10}", Frame = Frame });
            return log;
        }).ShouldBeLessThan((Events * 64) + 2_000_000);

    [Fact]
    public void A_topic_with_one_event_takes_at_most_one_kilobyte()
    {
        const int Topics = 20_000;
        var bytes = Held(() =>
        {
            var log = LogReading.Create();
            for (var i = 0; i < Topics; i++) log.AddFrame($"order-{i:D8}", Frame);
            return log;
        });
        TestContext.Current.SendDiagnosticMessage($"{bytes / (double)Topics:F0} bytes a topic");
        (bytes / (double)Topics).ShouldBeLessThanOrEqualTo(1024);
    }

    [Fact]
    public void Memory_is_given_back_when_events_age_out()
    {
        var time = new FakeTimeProvider();
        var bytes = Held(() =>
        {
            var log = LogReading.Create(maxEvents: Events, maxAge: TimeSpan.FromHours(1), time: time);
            for (var i = 0; i < Events; i++) log.AddFrame($"t{i % 10}", Frame);
            time.Advance(TimeSpan.FromHours(2));
            log.AddFrame("t0", Frame);
            return log;
        });
        bytes.ShouldBeLessThan(64 * 1024);
    }

    [Fact]
    public void A_few_events_do_not_keep_the_memory_of_the_many_that_left()
    {
        const int Topics = 100;
        var bytes = Held(() =>
        {
            var log = LogReading.Create(maxEvents: 1_000);
            for (var t = 0; t < Topics; t++)
                for (var i = 0; i < 900; i++) log.AddFrame($"t{t}", Frame);
            for (var i = 0; i < 1_000; i++) log.AddFrame($"t{i % Topics}", Frame);
            return log;
        });
        bytes.ShouldBeLessThan(1_000 * Frame.Length * 5);
    }

    // The least of a few: what else lives in the process can only add to it.
    private static long Held(Func<HubLog> make) => Enumerable.Range(0, 4).Min(_ => HeldOnce(make));

    // With the log and then without it: what its making leaves elsewhere for good is not the log's.
    private static long HeldOnce(Func<HubLog> make)
    {
        var held = Hold(make);
        var with = InUse();
        Release(held);
        return with - InUse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StrongBox<HubLog?> Hold(Func<HubLog> make) => new(make());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Release(StrongBox<HubLog?> held)
    {
        held.Value!.Dispose();
        held.Value = null;
    }

    // Memory between objects is nobody's: there is some where a server has pinned its buffers.
    private static long InUse()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        var heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return heap.HeapSizeBytes - heap.FragmentedBytes;
    }
}
