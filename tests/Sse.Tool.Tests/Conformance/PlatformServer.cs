using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Conformance;

/// <summary>ASP.NET Core's own <c>TypedResults.ServerSentEvents</c>, as its documentation uses it: a clock that all read, and a stream on which nothing happens.</summary>
internal sealed class PlatformServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PlatformServer(WebApplication app, int port) => (_app, Port) = (app, port);

    public int Port { get; }

    public static async Task<PlatformServer> StartAsync()
    {
        var port = LocalPort.Free();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddHostedService<Ticks>();
        var app = builder.Build();
        app.MapGet("/ticks", (CancellationToken ct) => TypedResults.ServerSentEvents(Ticks.ReadAsync(ct)));
        app.MapGet("/quiet", (CancellationToken ct) => TypedResults.ServerSentEvents(Nothing(ct)));
        await app.StartAsync(TestContext.Current.CancellationToken).Soon();
        return new(app, port);
    }

    public Uri At(string path) => new($"http://127.0.0.1:{Port}{path}");

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        // It waits for open streams for half a minute otherwise.
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static async IAsyncEnumerable<SseItem<int>> Nothing([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        yield break;
    }

    /// <summary>A number every 0.6 seconds, the same for all.</summary>
    private sealed class Ticks : Microsoft.Extensions.Hosting.BackgroundService
    {
        private static readonly Lock Gate = new();
        private static int _newest;
        private static TaskCompletionSource<int> _next = New();

        public static async IAsyncEnumerable<SseItem<int>> ReadAsync([EnumeratorCancellation] CancellationToken ct)
        {
            // Whoever comes between two ticks waits for a whole one, as with a timer of its own.
            for (var isFirst = true; ; isFirst = false)
            {
                Task<int> next;
                lock (Gate) next = _next.Task;
                var number = await next.WaitAsync(ct);
                if (!isFirst) yield return new SseItem<int>(number, "tick") { EventId = number.ToString(CultureInfo.InvariantCulture) };
            }
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.6), TimeProvider.System);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                lock (Gate)
                {
                    _next.SetResult(++_newest);
                    _next = New();
                }
            }
        }

        private static TaskCompletionSource<int> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
