using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sse;

/// <summary>What can be known to be wrong with an endpoint's options when it is mapped.</summary>
internal static class EndpointCheck
{
    /// <summary>Compares them with what the hub keeps.</summary>
    /// <exception cref="InvalidOperationException">Events would leave the log while they wait for their delivery.</exception>
    public static void Run<THub>(IServiceProvider services, string pattern, SseEndpointOptions options)
        where THub : SseHub
    {
        var retention = services.GetRequiredService<IOptionsMonitor<SseHubOptions>>().Get(typeof(THub).ToString()).Retention;
        if (Frequency.Check(options.MaxFrequency, retention) is { } problem) throw new InvalidOperationException($"{pattern}: {problem}");
        if (options.Start.IsSnapshot && options.Snapshot is null && retention.KeepLatest is null)
            services.GetService<ILoggerFactory>()?.CreateLogger(MessageIds.Category).SnapshotsLoseKeys(pattern, typeof(THub).Name);
    }
}
