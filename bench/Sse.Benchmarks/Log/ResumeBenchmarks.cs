using BenchmarkDotNet.Attributes;
using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Log;

/// <summary>A client that comes back: from its id to a subscription, and its end, without a server.</summary>
public class ResumeBenchmarks
{
    private HubCore _core = null!;
    private string _id = "";

    [GlobalSetup]
    public void Setup()
    {
        (var hub, _core) = Hubs.Create();
        for (var i = 0; i < 1_000; i++) hub.Topic("ACME").Publish(Samples.Small);
        _id = _core.Position + "/ACME";
    }

    [Benchmark]
    public void Resume()
    {
        var start = Resumption.From(_core.Log, "ACME", default, _id);
        var subscription = new StreamSubscription(_core, _core.Log, start.Cursor, DeliveryOptions.Default);
        _core.TryAdd(subscription);
        _core.Remove(subscription);
    }
}
