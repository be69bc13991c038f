using Sse;

var builder = WebApplication.CreateBuilder(args);
builder.UseOwnPort(5085);
builder.Services.AddSse().AddHub<MarketHub>(o => o.Retention.KeepLatest = new());
builder.Services.AddHostedService<Feed>();

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapSse<MarketHub>("/market", o => o.Start = SseStart.Snapshot);

return await app.RunAsync(url => $"The price is on {url}, in React, Vue and Svelte (the stream itself: curl -N {url}/market)");

/// <summary>The price has changed.</summary>
/// <param name="Price">What the share costs now.</param>
/// <param name="N">Counts the prices, from 1.</param>
[SseKey]
[SseEvent("price")]
internal sealed partial record PriceChanged(decimal Price, int N);

[SseHub(typeof(PriceChanged), Topics = SseTopics.None)]
internal sealed partial class MarketHub;

internal sealed class Feed(MarketHub hub) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (random, price) = (new Random(), 100m);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        for (var n = 1; await timer.WaitForNextTickAsync(stoppingToken); n++)
            hub.Publish(new PriceChanged(price = Math.Max(1m, price + random.Next(-100, 101) / 100m), n));
    }
}
