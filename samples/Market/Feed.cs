using Sse;

// N counts a symbol's prices and Total the market's, both from 1: by them the page proves what it says.
[SseEvent("price")]
internal sealed partial record PriceChanged([SseKey] string Symbol, decimal Price, long N, long Total);

internal sealed class Feed(MarketHub hub, TimeProvider time) : BackgroundService
{
    public static readonly string[] Symbols = ["ACME", "BOLT", "CRUX", "DELTA", "EMBER", "FJORD", "GALE", "HALO"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var random = new Random();
        // Where it stopped, as far as the log knows.
        var latest = hub.GetLatest(SseTopicSelection.All).Messages.Select(message => message.Event).OfType<PriceChanged>().ToDictionary(price => price.Symbol);
        var prices = Symbols.ToDictionary(symbol => symbol, symbol => latest.GetValueOrDefault(symbol)?.Price ?? 20m + random.Next(200));
        var counts = Symbols.ToDictionary(symbol => symbol, symbol => latest.GetValueOrDefault(symbol)?.N ?? 0);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), time);
        for (var total = counts.Values.Sum() + 1; await timer.WaitForNextTickAsync(stoppingToken); total++)
        {
            var symbol = Symbols[random.Next(Symbols.Length)];
            prices[symbol] = Math.Max(1m, prices[symbol] + random.Next(-100, 101) / 100m);
            hub.Topic(symbol).Publish(new PriceChanged(symbol, prices[symbol], ++counts[symbol], total));
        }
    }
}
