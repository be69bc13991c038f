using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sse;
using Sse.Benchmarks.Events;

Compare("small", Samples.Small, EventContext.Default.Small);
Compare("medium", Samples.Medium, EventContext.Default.Medium);
Compare("large", Samples.Large, EventContext.Default.Large);
Compare("a member with a converter", new Converted(new Money(12.5m)), OtherContext.Default.Converted);
Compare("a member left to a context", new Left(new Outside("Köln", 7)), OtherContext.Default.Left);

// Generated code and context in turns, the least of many rounds of each.
static void Compare<T>(string what, T value, JsonTypeInfo<T> info)
    where T : ISseEvent<T>, ISseReadable<T>
{
    var scratch = new byte[16 * 1024];
    var buffer = new ArrayBufferWriter<byte>(16 * 1024);
    using var json = new Utf8JsonWriter(buffer);
    var data = JsonSerializer.SerializeToUtf8Bytes(value, info);

    var (writing, written) = Measure(WriteGenerated, WriteContext);
    var (reading, read) = Measure(() => SseData.Read<T>(data), () => JsonSerializer.Deserialize(data, info));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: writing {writing.Time:F0} of {written.Time:F0} ns ({writing.Time / written.Time:F2}), {writing.Bytes} B; reading {reading.Time:F0} of {read.Time:F0} ns ({reading.Time / read.Time:F2}), {reading.Bytes} of {read.Bytes} B"));

    void WriteGenerated()
    {
        var writer = new SseFrameWriter(scratch);
        T.WriteFrame(ref writer, value);
        writer.Dispose();
    }

    void WriteContext()
    {
        buffer.ResetWrittenCount();
        json.Reset();
        JsonSerializer.Serialize(json, value, info);
    }
}

static ((double Time, long Bytes) Ours, (double Time, long Bytes) Context) Measure(Action ours, Action context)
{
    const int Rounds = 120;
    var (least, leastOfContext) = (double.MaxValue, double.MaxValue);
    for (var round = 0; round < Rounds; round++)
    {
        least = Math.Min(least, Time(ours));
        leastOfContext = Math.Min(leastOfContext, Time(context));
    }
    return ((least, Allocated(ours)), (leastOfContext, Allocated(context)));
}

static double Time(Action action)
{
    const int Times = 1_000;
    var start = Stopwatch.GetTimestamp();
    for (var i = 0; i < Times; i++) action();
    return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Times;
}

static long Allocated(Action action)
{
    const int Times = 100;
    var before = GC.GetAllocatedBytesForCurrentThread();
    for (var i = 0; i < Times; i++) action();
    return (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
}
