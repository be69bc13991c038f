using Sse;

var builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["urls"] is null) builder.WebHost.UseUrls(SamplePort.UrlFor(5081));
builder.Services.AddSse().AddHub<MarketHub>(o => o.Retention.MaxEvents = 50_000);
builder.Services.AddHostedService<Feed>();

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapSse<MarketHub>("/market", o => o.Topics = _ => SseTopicSelection.All);
app.MapSse<MarketHub>("/market/{topic}");

await app.StartAsync();
Console.WriteLine($"The market is on {app.Urls.First()} (one symbol of it: curl -N {app.Urls.First()}/market/ACME)");
await app.WaitForShutdownAsync();

// N counts a symbol's prices from 1: by it the page proves that none was lost or doubled.
[SseEvent("price")]
internal sealed partial record PriceChanged(string Symbol, decimal Price, long N);

[SseHub(typeof(PriceChanged))]
internal sealed partial class MarketHub;

internal sealed class Feed(MarketHub hub) : BackgroundService
{
    private static readonly string[] Symbols = ["ACME", "BOLT", "CRUX", "DELTA", "EMBER", "FJORD", "GALE", "HALO"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var random = new Random();
        var prices = Symbols.ToDictionary(symbol => symbol, _ => 20m + random.Next(200));
        var counts = Symbols.ToDictionary(symbol => symbol, _ => 0L);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var symbol = Symbols[random.Next(Symbols.Length)];
            prices[symbol] = Math.Max(1m, prices[symbol] + random.Next(-100, 101) / 100m);
            hub.Topic(symbol).Publish(new PriceChanged(symbol, prices[symbol], ++counts[symbol]));
        }
    }
}
