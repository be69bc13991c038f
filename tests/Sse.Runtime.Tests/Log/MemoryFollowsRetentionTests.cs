using System.Runtime.CompilerServices;
using System.Text;

namespace Sse.Tests.Log;

/// <summary>What has left the log is in nobody's memory, whatever was appended, read or evicted before.</summary>
[Collection(nameof(MeasuresMemory))]
public class MemoryFollowsRetentionTests
{
    private const int Megabyte = 1 << 20;
    private static readonly byte[] Large = Encoding.UTF8.GetBytes($"event: tick\ndata: {new string('x', Megabyte)}\n\n");

    [Fact]
    public void Large_events_leave_with_their_memory()
    {
        using var log = LogReading.Create(maxBytes: 4 * Megabyte);
        var memory = new List<WeakReference>();
        for (var i = 0; i < 40; i++) memory.Add(Append(log, "t", Large));
        Alive(memory).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void What_a_topic_has_too_much_of_leaves_with_its_memory_though_others_are_older()
    {
        using var log = LogReading.Create(new SseRetentionOptions { MaxAge = Timeout.InfiniteTimeSpan, MaxEventsPerTopic = 1 });
        log.Add("quiet", "1");
        var memory = new List<WeakReference>();
        for (var i = 0; i < 40; i++) memory.Add(Append(log, "t", Large));
        Alive(memory).ShouldBe(1);
    }

    [Fact]
    public void Keys_that_were_let_go_leave_with_their_memory()
    {
        var retention = new SseRetentionOptions { MaxAge = Timeout.InfiniteTimeSpan, MaxEvents = 1, KeepLatest = new() { MaxKeys = 2, MaxBytes = 4 * Megabyte } };
        using var log = LogReading.Create(retention);
        var memory = new List<WeakReference>();
        for (var i = 0; i < 40; i++)
        {
            log.Append(new SseAppend { Topics = "t", Frame = Large, Key = Encoding.UTF8.GetBytes($"{i}"), IsKeyed = true });
            memory.Add(MemoryOfNewest(log, "t"));
        }
        // One in the window, two behind it.
        Alive(memory).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void An_event_for_many_topics_counts_its_copies()
    {
        const int Topics = 300;
        using var log = LogReading.Create(maxBytes: 16 * Megabyte);
        string[] names = [.. Enumerable.Range(0, Topics).Select(i => $"topic-{i}")];
        var frame = Encoding.UTF8.GetBytes($"event: tick\ndata: {new string('x', 10_000)}\n\n");
        for (var i = 0; i < 50; i++) log.AddFrame(names, frame);
        var retained = log.Newest - log.Oldest + 1;
        (retained * Topics * frame.Length).ShouldBeLessThanOrEqualTo(16 * Megabyte);
        retained.ShouldBe(5);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(1_000)]
    [InlineData(8_000)]
    [InlineData(15_000)]
    [InlineData(16_300)]
    [InlineData(21_800)]
    [InlineData(40_000)]
    [InlineData(80_000)]
    public void Ordinary_events_are_not_kept_where_large_objects_are(int size)
    {
        const int LargeObject = 85_000;
        using var log = LogReading.Create();
        var frame = Encoding.UTF8.GetBytes($"event: tick\ndata: {new string('x', size)}\n\n");
        for (var i = 0; i < 1_000_000 / size; i++)
        {
            log.AddFrame("t", frame);
            if (i % 7 == 0) log.Set("t", $"{i}", "small");
            SizeOfNewest(log).ShouldBeLessThan(LargeObject - 24);
        }
    }

    private static int SizeOfNewest(HubLog log) => BytesOfNewest(log, "t").Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Append(HubLog log, SseTopicSelection topic, byte[] frame)
    {
        log.AddFrame(topic, frame);
        return MemoryOfNewest(log, topic);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference MemoryOfNewest(HubLog log, SseTopicSelection topic) => new(BytesOfNewest(log, topic));

    private static byte[] BytesOfNewest(HubLog log, SseTopicSelection topic)
    {
        var cursor = log.Open(topic, log.Newest - 1);
        var found = new SliceTarget();
        log.Read(cursor, found, maxBytes: 1);
        log.Close(cursor);
        return found.Large.Bytes;
    }

    private static int Alive(List<WeakReference> memory)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return memory.Count(reference => reference.IsAlive);
    }
}
