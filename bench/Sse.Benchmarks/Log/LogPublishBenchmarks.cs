using BenchmarkDotNet.Attributes;
using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Log;

/// <summary>One publish of a hub, from the generated overload to the record in the log, retention included.</summary>
public class LogPublishBenchmarks
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 100).Select(i => $"topic-{i}")];

    private BenchmarkHub _hub = null!;
    private BenchmarkHub _read = null!;
    private Keyed[] _keyed = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        _hub = Hubs.Create().Hub;
        (_read, var core) = Hubs.Create();
        core.Log.Attach(core.Log.Open("ACME", conflates: false, new LogStart(LogStartKind.Newest), out _), new Parked());
        _keyed = [.. Enumerable.Range(0, 1_000).Select(i => new Keyed($"S{i}", 12.5m))];
        for (var i = 0; i < 100_000; i++)
        {
            _hub.Topic(Names[i % 100]).Publish(_keyed[i % 1_000]);
            _read.Topic("ACME").Publish(Samples.Small);
        }
    }

    [Benchmark(Baseline = true)]
    public void One_topic() => _hub.Topic("ACME").Publish(Samples.Small);

    [Benchmark]
    public void Whole_hub() => _hub.Publish(Samples.Small);

    [Benchmark]
    public void One_of_100_topics() => _hub.Topic(Names[_next++ % 100]).Publish(Samples.Small);

    [Benchmark]
    public void One_topic_with_a_parked_reader() => _read.Topic("ACME").Publish(Samples.Small);

    [Benchmark]
    public void Keyed_a_thousand_known_keys() => _hub.Topic("ACME").Publish(_keyed[_next++ % 1_000]);

    private sealed class Parked : ILogReader
    {
        public void Wake()
        {
        }
    }
}
