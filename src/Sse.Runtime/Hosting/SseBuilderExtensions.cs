using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Sse;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers hubs.</summary>
public static class SseBuilderExtensions
{
    /// <summary>
    /// Registers a hub, whose log lives in this process, as a singleton: inject the class itself to publish. Called again
    /// for the same hub, it only adds options.
    /// </summary>
    /// <typeparam name="THub">A class with <c>[SseHub]</c>.</typeparam>
    /// <param name="builder">What <c>AddSse</c> returned, or <c>AddHub</c> for another hub.</param>
    /// <param name="configure">Changes the defaults. What it sets is validated when the application starts.</param>
    /// <returns>Where more of this hub, or another hub, is added.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static SseHubBuilder<THub> AddHub<THub>(this SseBuilder builder, Action<SseHubOptions>? configure = null)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<SseHubOptions>(typeof(THub).ToString()).ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SseHubOptions>, HubOptionsValidator>());
        services.TryAddSingleton(Create<THub>);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedHub, HostedHub<THub>>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HubLifetime<THub>>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, JsonCheck<THub>>());
        return new SseHubBuilder<THub>(services);
    }

    private static THub Create<THub>(IServiceProvider services)
        where THub : SseHub, ISseHub<THub>
    {
        var options = services.GetRequiredService<IOptionsMonitor<SseHubOptions>>().Get(typeof(THub).ToString());
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger(MessageIds.Category) ?? NullLogger.Instance;
        if (options.Retention.MaxBytesInMemory is not null && services.GetService<HubStore<THub>>() is null)
            throw new InvalidOperationException($"{typeof(THub)}: {nameof(SseHubOptions.Retention)}.{nameof(SseRetentionOptions.MaxBytesInMemory)} is for hubs whose log is stored. Choose a store for it, or set {nameof(SseRetentionOptions.MaxBytes)} alone.");
        var keys = PositionKeys.Of(typeof(THub).ToString(), options.PositionKeys);
        HubLog CreateLog() => new(options.Retention, time, keys);
        var session = services.GetService<HubStore<THub>>() is { } store
            ? new StoreSession(store.Create(services), CreateLog, new AppendQueue(options.MaxQueuedEvents, options.MaxQueuedBytes), options.Retention, time, logger)
            : null;
        return THub.Create(new HubCore(session?.Log ?? CreateLog(), THub.TryRead, options, time, logger, session, Instruments.Of(services), typeof(THub).Name)
        {
            OnOthersDisconnect = order => HandlerStreams.Disconnect(StreamingHost.Of(services), order),
        });
    }
}
