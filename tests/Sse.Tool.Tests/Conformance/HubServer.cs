using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Conformance;

[SseEvent("tick")]
public partial record Tick(int Number);

[SseHub(typeof(Tick))]
public sealed partial class TickHub;

/// <summary>A hub over https, which a page of another origin may read and where a POST publishes.</summary>
internal sealed class HubServer : IAsyncDisposable
{
    public const string Page = "https://app.example.org";

    private readonly WebApplication _app;
    private readonly int _port;

    private HubServer(WebApplication app, int port) => (_app, _port) = (app, port);

    public static async Task<HubServer> StartAsync()
    {
        var port = LocalPort.Free();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.UseHttps(TestCertificate.Create())));
        builder.Services.AddSse().AddHub<TickHub>();
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins(Page).WithHeaders("Last-Event-ID").AllowCredentials()));
        builder.Services.AddHostedService<Ticking>();
        var app = builder.Build();
        app.UseCors();
        app.MapSse<TickHub>("/ticks", o => o.Topics = _ => ["ticks"]);
        app.MapSse<TickHub>("/quiet", o => o.Topics = _ => ["quiet"]);
        app.MapPost("/publish", (TickHub hub) => hub.Topic("ticks").Publish(new Tick(0)));
        await app.StartAsync(TestContext.Current.CancellationToken).Soon();
        return new(app, port);
    }

    public Uri At(string path) => new($"https://127.0.0.1:{_port}{path}");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private sealed class Ticking(TickHub hub) : Microsoft.Extensions.Hosting.BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.5), TimeProvider.System);
            for (var number = 1; await timer.WaitForNextTickAsync(stoppingToken); number++) hub.Topic("ticks").Publish(new Tick(number));
        }
    }
}
