using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Dashboard;

/// <summary>An application with two hubs and a dashboard that is open to anyone, on a real server.</summary>
public sealed class DashboardApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();
    private readonly List<Stream> _streams = [];

    private DashboardApp(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public TradeHub Trades => _app.Services.GetRequiredService<TradeHub>();

    public JobHub Jobs => _app.Services.GetRequiredService<JobHub>();

    public static async Task<DashboardApp> StartAsync(Action<SseDashboardOptions>? configure = null, string pathBase = "")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSse()
            .AddHub<TradeHub>(o =>
            {
                o.Retention.MaxEvents = 50_000;
                o.Retention.KeepLatest = new();
            })
            .AddHub<JobHub>();
        var app = builder.Build();
        if (pathBase.Length > 0) app.UsePathBase(pathBase);
        app.UseRouting();
        app.MapSse<TradeHub>("/trades/{topic}", o => o.TopicsArePublic = true);
        app.MapSse<TradeHub>("/trades", o => o.Topics = _ => SseTopicSelection.All);
        app.MapSseDashboard("/sse", o =>
        {
            o.Title = "Trading";
            o.Interval = TimeSpan.FromMilliseconds(250);
            configure?.Invoke(o);
        }).AllowAnonymous();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new DashboardApp(app);
    }

    /// <summary>Opens a stream and takes its first comment, and nothing after it.</summary>
    public async Task<Stream> OpenAsync(string path)
    {
        var stream = await _client.GetStreamAsync(new Uri(Address, path), TestContext.Current.CancellationToken);
        _streams.Add(stream);
        await stream.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        return stream;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in _streams) await stream.DisposeAsync();
        _client.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>The price of a symbol has changed.</summary>
[SseEvent("price")]
public partial record Price([SseKey] string Symbol, decimal Value);

/// <summary>Somebody has bought or sold.</summary>
[SseEvent("trade")]
public partial record Trade(string Symbol, int Amount, string Text);

[SseHub(typeof(Price), typeof(Trade))]
public sealed partial class TradeHub;

[SseEvent("progress")]
public partial record Progress([SseKey] string Job, int Percent);

[SseHub(typeof(Progress))]
public sealed partial class JobHub;
