using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BenchmarkDotNet.Attributes;
using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Writing;

/// <summary>
/// A whole event as UTF-8: the generated code through the constraint that publishers call it by, against
/// System.Text.Json with a pooled buffer and a reused writer.
/// </summary>
public class RecordBenchmarks : IDisposable
{
    private readonly byte[] _scratch = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> _buffer = new(16 * 1024);
    private readonly Utf8JsonWriter _json;

    public RecordBenchmarks() => _json = new Utf8JsonWriter(_buffer);

    [BenchmarkCategory("small"), Benchmark]
    public int Small_reflection() => JsonSerializer.SerializeToUtf8Bytes(Samples.Small, JsonSerializerOptions.Web).Length;

    [BenchmarkCategory("small"), Benchmark(Baseline = true)]
    public int Small_context() => WriteContext(Samples.Small, EventContext.Default.Small);

    [BenchmarkCategory("small"), Benchmark]
    public int Small_generated() => WriteGenerated(Samples.Small);

    [BenchmarkCategory("medium"), Benchmark]
    public int Medium_reflection() => JsonSerializer.SerializeToUtf8Bytes(Samples.Medium, JsonSerializerOptions.Web).Length;

    [BenchmarkCategory("medium"), Benchmark(Baseline = true)]
    public int Medium_context() => WriteContext(Samples.Medium, EventContext.Default.Medium);

    [BenchmarkCategory("medium"), Benchmark]
    public int Medium_generated() => WriteGenerated(Samples.Medium);

    [BenchmarkCategory("large"), Benchmark]
    public int Large_reflection() => JsonSerializer.SerializeToUtf8Bytes(Samples.Large, JsonSerializerOptions.Web).Length;

    [BenchmarkCategory("large"), Benchmark(Baseline = true)]
    public int Large_context() => WriteContext(Samples.Large, EventContext.Default.Large);

    [BenchmarkCategory("large"), Benchmark]
    public int Large_generated() => WriteGenerated(Samples.Large);

    public void Dispose()
    {
        _json.Dispose();
        GC.SuppressFinalize(this);
    }

    private int WriteContext<T>(T value, JsonTypeInfo<T> info)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        JsonSerializer.Serialize(_json, value, info);
        return _buffer.WrittenCount;
    }

    private int WriteGenerated<T>(T value)
        where T : ISseEvent<T>
    {
        var writer = new SseFrameWriter(_scratch);
        T.WriteFrame(ref writer, value);
        var written = writer.Written.Length;
        writer.Dispose();
        return written;
    }
}
