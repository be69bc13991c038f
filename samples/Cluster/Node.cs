using Sse;

/// <summary>One of the nodes: a process that serves the market from the shared log, on any free port.</summary>
internal static class Node
{
    public static async Task<int> RunAsync(int number, string log)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // The first line of its output is for the parent.
        builder.Logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSse().AddHub<MarketHub>(o => o.Retention.MaxEvents = 50_000).UseSharedLog(log);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));

        var app = builder.Build();
        var hub = app.Services.GetRequiredService<MarketHub>();
        app.MapSse<MarketHub>("/market", o =>
        {
            o.Topics = http => SseTopicSelection.Of([.. Feed.Symbols, PageOf(http)]);
            o.Start = SseStart.Snapshot;
            o.Retry = TimeSpan.FromMilliseconds(200);
            o.OnConnecting = connecting =>
            {
                hub.Topic(PageOf(connecting.Http)).Publish(new PageServed(number));
                return ValueTask.CompletedTask;
            };
        });
        app.MapSse<MarketHub>("/market/{topic}", o => (o.Start, o.TopicsArePublic) = (SseStart.Snapshot, true));
        _ = ExitWithParentAsync();
        return await app.RunAsync(url => url);
    }

    private static string PageOf(HttpContext http) => http.Request.Query["page"].ToString();

    private static async Task ExitWithParentAsync()
    {
        await Child.LetGo;
        Environment.Exit(0);
    }
}
