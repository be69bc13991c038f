using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests;

/// <summary>What may stand between a client and the application.</summary>
public enum Via
{
    Nothing,
    Http2,
    NginxHttp10,
    NginxHttp11,
    Yarp,
    TestServer,
}

/// <summary>An application and one way to it.</summary>
internal sealed class Way : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _parts = [];

    private Way(HttpClient client) => Client = client;

    public HttpClient Client { get; }

    public static async Task<Way> OpenAsync(Via via, Action<WebApplication> map, Action<IServiceCollection>? services = null)
    {
        if (via == Via.TestServer)
        {
            var inMemory = await TestApp.StartInMemoryAsync(map, services);
            return new Way(inMemory.GetTestClient()) { _parts = { inMemory } };
        }
        var app = await TestApp.StartAsync(map, services);
        var server = app.Http1.BaseAddress!;
        switch (via)
        {
            case Via.Nothing:
                return new Way(app.Http1) { _parts = { app } };
            case Via.Http2:
                return new Way(app.Http2) { _parts = { app } };
            case Via.Yarp:
                var proxy = await StartYarpAsync(server);
                return new Way(new HttpClient { BaseAddress = new Uri(proxy.Urls.First()) }) { _parts = { proxy, app } };
            default:
                var nginx = await Nginx.StartAsync(server.Port, isHttp11: via == Via.NginxHttp11);
                return new Way(new HttpClient { BaseAddress = nginx.At("/") }) { _parts = { nginx, app } };
        }
    }

    public async Task<EventReader> GetAsync(string path) =>
        await EventReader.OpenAsync(await Client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (var part in _parts) await part.DisposeAsync();
    }

    private static async Task<WebApplication> StartYarpAsync(Uri server)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var proxy = builder.Build();
        proxy.MapForwarder("/{**all}", server.ToString());
        await proxy.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }
}
