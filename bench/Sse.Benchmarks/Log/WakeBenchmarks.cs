using BenchmarkDotNet.Attributes;

namespace Sse.Benchmarks.Log;

/// <summary>Waking one of a thousand readers that wait for one topic, on the thread of the pump.</summary>
public class WakeBenchmarks
{
    private const int Readers = 1_000;
    private readonly WakeSignal[] _signals = [.. Enumerable.Range(0, Readers).Select(_ => new WakeSignal(inline: true))];
    private long _woken;

    [GlobalSetup]
    public void Setup()
    {
        foreach (var signal in _signals) _ = WaitAsync(signal);
    }

    [Benchmark(OperationsPerInvoke = Readers)]
    public long Wake()
    {
        foreach (var signal in _signals) signal.Wake();
        return _woken;
    }

    private async Task WaitAsync(WakeSignal signal)
    {
        while (true)
        {
            await signal.WaitAsync().ConfigureAwait(false);
            _woken++;
        }
    }
}
