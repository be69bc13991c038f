namespace Sse.Benchmarks.Events;

/// <summary>A hub of the benchmarks' events.</summary>
[SseHub(typeof(Small), typeof(Medium), typeof(Large), typeof(Keyed))]
public sealed partial class BenchmarkHub;
