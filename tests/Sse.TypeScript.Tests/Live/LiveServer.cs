using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Live;

/// <summary>A hub on a real port, which stays its own when it is stopped and another is started.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<HttpContext> _streams = [];

    private LiveServer(WebApplication app, int port) => (_app, Port) = (app, port);

    public int Port { get; }

    public LiveHub Hub => _app.Services.GetRequiredService<LiveHub>();

    public string Address => $"http://127.0.0.1:{Port}/live/{{topic}}";

    public static async Task<LiveServer> StartAsync(Action<SseHubOptions>? hub = null, int? port = null)
    {
        var chosen = port ?? FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{chosen}");
        builder.Services.AddSse(o => o.Retry = TimeSpan.FromMilliseconds(20)).AddHub<LiveHub>(o => hub?.Invoke(o));
        LiveServer? server = null;
        var app = builder.Build();
        app.Use((http, next) =>
        {
            lock (server!._streams) server._streams.Add(http);
            return next(http);
        });
        app.MapSse<LiveHub>("/live/{topic}", o => (o.TopicsArePublic, o.Replay.MaxEvents, o.Replay.MaxBytes) = (true, int.MaxValue, long.MaxValue));
        server = new LiveServer(app, chosen);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Breaks all streams off.</summary>
    public void Cut()
    {
        lock (_streams)
        {
            foreach (var stream in _streams) stream.Abort();
            _streams.Clear();
        }
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
