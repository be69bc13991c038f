using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Sse;

/// <summary>
/// What all streams of one application share. It belongs to the host's lifetime, not to a registration, so a stream
/// works in an application that never called <c>AddSse</c>, and two hosts in one process don't mix.
/// </summary>
internal sealed class SseApplication
{
    private static readonly ConditionalWeakTable<IHostApplicationLifetime, SseApplication> Applications = [];
    private static readonly Lock Creating = new();

    private readonly IHostApplicationLifetime _lifetime;

    private SseApplication(IServiceProvider services, IHostApplicationLifetime lifetime)
    {
        Options = services.GetService<IOptions<SseOptions>>()?.Value ?? new SseOptions();
        var validation = new SseOptionsValidator().Validate(name: null, Options);
        if (validation.Failed) throw new OptionsValidationException(nameof(SseOptions), typeof(SseOptions), validation.Failures);
        _lifetime = lifetime;
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        Logger = services.GetService<ILoggerFactory>()?.CreateLogger(SseLog.Category) ?? NullLogger.Instance;
        Connections = new SseConnections(Options, time);
        Shutdown = new SseShutdown(Connections, Options, time);
    }

    public SseOptions Options { get; }

    /// <summary>Whether the host has begun to shut down: true before any callback of that moment runs.</summary>
    public bool IsStopping => _lifetime.ApplicationStopping.IsCancellationRequested;

    public ILogger Logger { get; }

    public SseConnections Connections { get; }

    public SseShutdown Shutdown { get; }

    /// <summary>The application these services belong to.</summary>
    /// <exception cref="OptionsValidationException">The options are not valid.</exception>
    public static SseApplication Of(IServiceProvider services)
    {
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        if (Applications.TryGetValue(lifetime, out var known)) return known;
        lock (Creating)
        {
            if (Applications.TryGetValue(lifetime, out known)) return known;
            var application = new SseApplication(services, lifetime);
            Applications.Add(lifetime, application);
            lifetime.ApplicationStopping.UnsafeRegister(static shutdown => ((SseShutdown)shutdown!).Begin(), application.Shutdown);
            return application;
        }
    }
}
