using BenchmarkDotNet.Attributes;
using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Log;

/// <summary>Reading 100,000 retained events, 64 KiB at a time, into a sink that keeps nothing. Times are for one event.</summary>
public class LogReadBenchmarks
{
    private const int Events = 100_000;
    private static readonly string[] Names = [.. Enumerable.Range(0, 100).Select(i => $"topic-{i}")];

    private readonly SliceTarget _found = new();
    private readonly NullSink _sink = new();
    private HubLog _oneTopic = null!;
    private HubLog _manyTopics = null!;

    [GlobalSetup]
    public void Setup()
    {
        var (one, oneCore) = Hubs.Create(Events);
        var (many, manyCore) = Hubs.Create(Events);
        (_oneTopic, _manyTopics) = (oneCore.Log, manyCore.Log);
        for (var i = 0; i < Events; i++)
        {
            one.Topic("topic").Publish(Samples.Small);
            many.Topic(Names[i % 100]).Publish(Samples.Small);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public void One_topic() => Read(_oneTopic, "topic");

    [Benchmark(OperationsPerInvoke = Events)]
    public void All_topics_of_a_hub_with_one() => Read(_oneTopic, SseTopicSelection.All);

    [Benchmark(OperationsPerInvoke = Events)]
    public void All_topics_of_a_hub_with_100() => Read(_manyTopics, SseTopicSelection.All);

    [Benchmark(OperationsPerInvoke = Events)]
    public void A_hundred_topics_by_name() => Read(_manyTopics, Names);

    private void Read(HubLog log, SseTopicSelection topics)
    {
        var cursor = log.Open(topics, conflates: false, new LogStart(LogStartKind.After), out _);
        while (log.Read(cursor, _found, StreamSubscription.LargestFlush).Kind != LogReadKind.Tail)
        {
            _found.WriteTo(_sink);
            _found.Clear();
        }
        log.Close(cursor);
    }
}
