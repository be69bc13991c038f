using BenchmarkDotNet.Attributes;
using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Publishing;

/// <summary>What the generated overloads of a hub cost beside calling the core directly.</summary>
public class HubPublishBenchmarks : IDisposable
{
    private static readonly SseTopicSelection Topic = SseTopicSelection.Of("ACME");

    private readonly NullCore _core = new();
    private BenchmarkHub _hub = null!;

    [GlobalSetup]
    public void Setup() => _hub = Create<BenchmarkHub>(_core);

    [BenchmarkCategory("hub"), Benchmark(Baseline = true)]
    public void Hub_direct() => _core.Publish<Small, Small>(SseTopicSelection.None, Samples.Small);

    [BenchmarkCategory("hub"), Benchmark]
    public void Hub_generated() => _hub.Publish(Samples.Small);

    [BenchmarkCategory("topic"), Benchmark(Baseline = true)]
    public void Topic_direct() => _core.Publish<Small, Small>(Topic, Samples.Small);

    [BenchmarkCategory("topic"), Benchmark]
    public void Topic_generated() => _hub.Topic("ACME").Publish(Samples.Small);

    [BenchmarkCategory("topics"), Benchmark]
    public void Kept_topics_generated() => _hub.Topics(Topic).Publish(Samples.Small);

    public void Dispose()
    {
        _core.Dispose();
        GC.SuppressFinalize(this);
    }

    private static THub Create<THub>(SseHubCore core)
        where THub : SseHub, ISseHub<THub> => THub.Create(core);
}
