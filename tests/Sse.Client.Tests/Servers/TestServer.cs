using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Servers;

/// <summary>A real server on a real port, which stays its own when it is stopped and another is started.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app, int port)
    {
        _app = app;
        Port = port;
    }

    public int Port { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestServer> StartAsync(Action<WebApplication> map, Action<IServiceCollection>? services = null, int? port = null)
    {
        var chosen = port ?? LocalPort.Free();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{chosen}");
        services?.Invoke(builder.Services);
        var app = builder.Build();
        map(app);
        await app.StartAsync(TestContext.Current.CancellationToken).Soon();
        return new TestServer(app, chosen);
    }

    public Uri At(string path) => new($"http://127.0.0.1:{Port}{path}");

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken).Soon();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
