using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Sse;

/// <summary>
/// What all streams of one host share. It belongs to the host's lifetime, not to a registration, so a stream
/// works in an application that never called <c>AddSse</c>, and two hosts in one process don't mix.
/// </summary>
internal sealed class StreamingHost
{
    private static readonly ConditionalWeakTable<IHostApplicationLifetime, StreamingHost> Hosts = [];
    private static readonly Lock Creating = new();

    // For contexts that no host has made: nobody stops them.
    private static readonly Lazy<StreamingHost> Nobody = new(static () => new StreamingHost(services: null, lifetime: null));

    private const int MostAskedAboutAtATime = 32;

    private readonly IHostApplicationLifetime? _lifetime;

    private StreamingHost(IServiceProvider? services, IHostApplicationLifetime? lifetime)
    {
        Options = services?.GetService<IOptions<SseOptions>>()?.Value ?? new SseOptions();
        var validation = new OptionsValidator().Validate(name: null, Options);
        if (validation.Failed) throw new OptionsValidationException(nameof(SseOptions), typeof(SseOptions), validation.Failures);
        _lifetime = lifetime;
        var time = services?.GetService<TimeProvider>() ?? TimeProvider.System;
        Logger = services?.GetService<ILoggerFactory>()?.CreateLogger(MessageIds.Category) ?? NullLogger.Instance;
        Instruments = Instruments.Of(services);
        Limits = new StreamLimits(Options.Limits, time, Logger);
        Connections = new OpenConnections(Options, time);
        Disconnects = new RecentDisconnects(time);
        Shutdown = new Shutdown(Connections, Options, time);
    }

    public SseOptions Options { get; }

    /// <summary>Cancelled when the host begins to shut down.</summary>
    public CancellationToken Stopping => _lifetime?.ApplicationStopping ?? CancellationToken.None;

    /// <summary>Whether the host has begun to shut down: true before any callback of that moment runs.</summary>
    public bool IsStopping => _lifetime?.ApplicationStopping.IsCancellationRequested == true;

    public ILogger Logger { get; }

    /// <summary>What is counted of them.</summary>
    public Instruments Instruments { get; }

    /// <summary>Who may open a stream.</summary>
    public StreamLimits Limits { get; }

    public OpenConnections Connections { get; }

    public Shutdown Shutdown { get; }

    /// <summary>Asks again about open streams.</summary>
    public AskQueue Asks { get; } = new(MostAskedAboutAtATime);

    /// <summary>What streams that belong to no hub were lately told.</summary>
    public RecentDisconnects Disconnects { get; }

    /// <summary>The host of a request.</summary>
    /// <exception cref="OptionsValidationException">The options are not valid.</exception>
    public static StreamingHost Of(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<StreamingHostMetadata>()?.Host ?? Of(http.RequestServices);

    /// <summary>The host these services belong to.</summary>
    /// <exception cref="OptionsValidationException">The options are not valid.</exception>
    public static StreamingHost Of(IServiceProvider? services)
    {
        if (services?.GetService<IHostApplicationLifetime>() is not { } lifetime) return Nobody.Value;
        if (Hosts.TryGetValue(lifetime, out var known)) return known;
        lock (Creating)
        {
            if (Hosts.TryGetValue(lifetime, out known)) return known;
            var host = new StreamingHost(services, lifetime);
            Hosts.Add(lifetime, host);
            lifetime.ApplicationStopping.UnsafeRegister(static shutdown => ((Shutdown)shutdown!).Begin(), host.Shutdown);
            lifetime.ApplicationStopped.UnsafeRegister(static shutdown => ((Shutdown)shutdown!).End(), host.Shutdown);
            return host;
        }
    }
}
