using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Reading;

/// <summary>An event from its UTF-8 data: the generated code against System.Text.Json's generated context and its reflection.</summary>
public class ReadingBenchmarks
{
    private readonly byte[] _small = JsonSerializer.SerializeToUtf8Bytes(Samples.Small, EventContext.Default.Small);
    private readonly byte[] _medium = JsonSerializer.SerializeToUtf8Bytes(Samples.Medium, EventContext.Default.Medium);
    private readonly byte[] _large = JsonSerializer.SerializeToUtf8Bytes(Samples.Large, EventContext.Default.Large);

    [BenchmarkCategory("small"), Benchmark]
    public Small Small_reflection() => JsonSerializer.Deserialize<Small>(_small, JsonSerializerOptions.Web)!;

    [BenchmarkCategory("small"), Benchmark(Baseline = true)]
    public Small Small_context() => JsonSerializer.Deserialize(_small, EventContext.Default.Small)!;

    [BenchmarkCategory("small"), Benchmark]
    public Small Small_generated() => SseData.Read<Small>(_small);

    [BenchmarkCategory("medium"), Benchmark]
    public Medium Medium_reflection() => JsonSerializer.Deserialize<Medium>(_medium, JsonSerializerOptions.Web)!;

    [BenchmarkCategory("medium"), Benchmark(Baseline = true)]
    public Medium Medium_context() => JsonSerializer.Deserialize(_medium, EventContext.Default.Medium)!;

    [BenchmarkCategory("medium"), Benchmark]
    public Medium Medium_generated() => SseData.Read<Medium>(_medium);

    [BenchmarkCategory("large"), Benchmark]
    public Large Large_reflection() => JsonSerializer.Deserialize<Large>(_large, JsonSerializerOptions.Web)!;

    [BenchmarkCategory("large"), Benchmark(Baseline = true)]
    public Large Large_context() => JsonSerializer.Deserialize(_large, EventContext.Default.Large)!;

    [BenchmarkCategory("large"), Benchmark]
    public Large Large_generated() => SseData.Read<Large>(_large);
}
