using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sse.Tests.Hub;

/// <summary>Hubs without a server.</summary>
internal static class TestHubs
{
    public static TestHub Create(Action<SseHubOptions>? configure = null, TimeProvider? time = null) =>
        Create<TestHub>(CreateCore(configure, time));

    public static HubCore CreateCore(Action<SseHubOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new SseHubOptions();
        configure?.Invoke(options);
        time ??= TimeProvider.System;
        return new HubCore(new HubLog(options.Retention, time, PositionKeys.Of(nameof(TestHub), options.PositionKeys)), Read<TestHub>, options, time, NullLogger.Instance);
    }

    private static THub Create<THub>(SseHubCore core)
        where THub : SseHub, ISseHub<THub> => THub.Create(core);

    private static bool Read<THub>(string name, ReadOnlySpan<byte> data, [NotNullWhen(true)] out object? value)
        where THub : SseHub, ISseHub<THub> => THub.TryRead(name, data, out value);
}
