using Microsoft.Extensions.Logging.Abstractions;

namespace Sse.Tests.Hub;

/// <summary>Hubs without a server.</summary>
internal static class TestHubs
{
    public static TestHub Create(Action<SseHubOptions>? configure = null, TimeProvider? time = null) =>
        TestHub.Create(CreateCore(configure, time));

    public static HubCore CreateCore(Action<SseHubOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new SseHubOptions();
        configure?.Invoke(options);
        time ??= TimeProvider.System;
        return new HubCore(new MemoryLog(options.Retention, time), TestHub.TryRead, options, time, NullLogger.Instance);
    }
}
