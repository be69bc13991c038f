using BenchmarkDotNet.Attributes;

namespace Sse.Benchmarks.Log;

/// <summary>Letting 100,000 events go that are too old. Times are for one event.</summary>
public class TrimBenchmarks : IDisposable
{
    private const int Events = 100_000;
    private HubLog _log = null!;
    private ManualTime _time = null!;

    [IterationSetup]
    public void Setup()
    {
        _time = new ManualTime();
        var retention = new SseRetentionOptions { MaxEvents = Events, MaxBytes = 1L << 30, MaxAge = TimeSpan.FromMinutes(1) };
        _log = new HubLog(retention, _time);
        var frame = "event: small\ndata: {\"symbol\":\"ACME\",\"price\":12.5}\n\n"u8;
        for (var i = 0; i < Events; i++) _log.Append(new SseAppend { Topics = "ACME", Frame = frame });
        _time.Now = TimeSpan.FromMinutes(2).Ticks;
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public void Trim() => _log.Trim();

    public void Dispose()
    {
        _log.Dispose();
        GC.SuppressFinalize(this);
    }
}
