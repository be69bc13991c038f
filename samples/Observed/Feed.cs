using Sse;

[SseEvent("price")]
internal sealed partial record PriceChanged([SseKey] string Symbol, decimal Price);

[SseHub(typeof(PriceChanged))]
internal sealed partial class MarketHub;

internal sealed class Feed(MarketHub hub) : BackgroundService
{
    private static readonly string[] Symbols = ["ACME", "BOLT", "CRUX", "DELTA"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var symbol = Symbols[Random.Shared.Next(Symbols.Length)];
            hub.Topic(symbol).Publish(new PriceChanged(symbol, Random.Shared.Next(2_000, 22_000) / 100m));
        }
    }
}
