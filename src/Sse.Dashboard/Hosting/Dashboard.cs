using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>One dashboard at work: its own hub, and who reports to it. Made with its first request, and over when the application is.</summary>
internal sealed class Dashboard : IDisposable
{
    private readonly DashboardHub _hub;
    private readonly Reporter _reporter;
    private readonly WatchedHubs _hubs;

    // At most so often, however often a hub changes; who is slower gets the newest of each.
    private readonly SseSubscribeOptions _options = new() { Start = SseStart.Snapshot, WhenSlow = SseSlowSubscriberPolicy.Conflate, MaxFrequency = 4 };

    private Dashboard(WatchedHubs hubs, DashboardHub hub, Reporter reporter) => (_hubs, _hub, _reporter) = (hubs, hub, reporter);

    /// <summary>Makes one.</summary>
    public static Dashboard Create(WatchedHubs hubs, SseDashboardOptions options, IServiceProvider services)
    {
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger(MessageIds.Category) ?? NullLogger.Instance;
        var hub = CreateHub<DashboardHub>(time, logger);
        var dashboard = new Dashboard(hubs, hub, new Reporter(hubs.All, hub, options.Interval, time, logger));
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(dashboard.Dispose);
        return dashboard;
    }

    /// <summary>Streams what it knows of one of the hubs, and of all of them at large.</summary>
    public Task StreamAsync(HttpContext http)
    {
        if (!_hubs.TryFind(http, out var watched, out var problem)) return BadRequest.WriteAsync(http, problem);
        _reporter.Watch(watched);
        return SseResults.Subscribe(_hub, SseTopicSelection.Of(watched.Name), _options).ExecuteAsync(http);
    }

    public void Dispose()
    {
        _reporter.Dispose();
        _hub.Dispose();
    }

    private static THub CreateHub<THub>(TimeProvider time, ILogger logger)
        where THub : SseHub, ISseHub<THub>
    {
        var options = new SseHubOptions();
        // What counts is the newest of each key; the rest is what slow browsers have before them.
        (options.Retention.MaxEvents, options.Retention.MaxBytes, options.Retention.MaxAge) = (50_000, 16 << 20, TimeSpan.FromMinutes(1));
        options.Retention.KeepLatest = new() { MaxKeys = 500_000, MaxBytes = 128 << 20 };
        return THub.Create(new HubCore(new HubLog(options.Retention, time), THub.TryRead, options, time, logger));
    }
}
