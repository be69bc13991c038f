namespace Sse.Benchmarks.Events;

/// <summary>A hub of the benchmarks' events.</summary>
[SseHub(typeof(Small), typeof(Medium), typeof(Large))]
public sealed partial class BenchmarkHub;
