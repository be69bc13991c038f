using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NATS.Client.Core;
using Sse;
using Sse.Nats;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps a hub's log in NATS JetStream.</summary>
public static class SseNatsBuilderExtensions
{
    /// <summary>
    /// Keeps the hub's log in NATS JetStream, so that it outlives the process and any number of processes share it: what one
    /// publishes, the subscribers of all get, in one order, and a client may go on at any of them.
    /// </summary>
    /// <remarks>
    /// The log's streams are made before, once, with <see cref="SseNats.CreateStreamsAsync{THub}"/>. Unless it is set,
    /// <see cref="SseHubOptions.MaxEventBytes"/> is 983,040 with such a log: what fits in a message of NATS by default.
    /// </remarks>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <param name="builder">What <c>AddHub</c> returned.</param>
    /// <param name="connection">The connection with NATS. Hubs may share it, and it stays the caller's to dispose.</param>
    /// <param name="log">The log's name, for hubs of several applications that share NATS: the hub's type by default.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="log"/> is too long.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static SseHubBuilder<THub> UseNats<THub>(this SseHubBuilder<THub> builder, INatsConnection connection, string? log = null)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(connection);
        return builder.UseNats(_ => connection, log);
    }

    /// <summary>Keeps the hub's log in NATS JetStream, with the <see cref="INatsConnection"/> that is registered as a service.</summary>
    /// <inheritdoc cref="UseNats{THub}(SseHubBuilder{THub}, INatsConnection, string?)"/>
    public static SseHubBuilder<THub> UseNats<THub>(this SseHubBuilder<THub> builder, string? log = null)
        where THub : SseHub, ISseHub<THub> =>
        builder.UseNats(static services => services.GetRequiredService<INatsConnection>(), log);

    private static SseHubBuilder<THub> UseNats<THub>(this SseHubBuilder<THub> builder, Func<IServiceProvider, INatsConnection> connection, string? log)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(builder);
        var names = new LogNames(log ?? typeof(THub).Name);
        var options = typeof(THub).ToString();
        // Before whatever the application configures.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<SseHubOptions>>(new ConfigureNamedOptions<SseHubOptions>(options, static hub => hub.MaxEventBytes = EventSize.Default)));
        return builder.UseStore(services => new NatsLogStore(
            connection(services),
            names,
            services.GetRequiredService<IOptionsMonitor<SseHubOptions>>().Get(options).MaxEventBytes,
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetService<ILoggerFactory>()?.CreateLogger<NatsLogStore>() ?? (ILogger)NullLogger.Instance));
    }
}
