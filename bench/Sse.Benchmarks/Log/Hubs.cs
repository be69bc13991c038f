using Microsoft.Extensions.Logging.Abstractions;
using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Log;

/// <summary>Hubs as an application has them, without a server.</summary>
internal static class Hubs
{
    public static (BenchmarkHub Hub, HubCore Core) Create(long maxEvents = 100_000, byte[]? key = null)
    {
        var options = new SseHubOptions();
        options.Retention.MaxEvents = maxEvents;
        options.Retention.MaxBytes = 4L << 30;
        if (key is not null) options.PositionKeys.Add(key);
        var core = new HubCore(new HubLog(options.Retention, TimeProvider.System, PositionKeys.Of("hub", options.PositionKeys)), Read<BenchmarkHub>, options, TimeProvider.System, NullLogger.Instance);
        return (Of<BenchmarkHub>(core), core);
    }

    private static THub Of<THub>(SseHubCore core)
        where THub : SseHub, ISseHub<THub> => THub.Create(core);

    private static bool Read<THub>(string name, ReadOnlySpan<byte> data, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out object? value)
        where THub : SseHub, ISseHub<THub> => THub.TryRead(name, data, out value);
}
