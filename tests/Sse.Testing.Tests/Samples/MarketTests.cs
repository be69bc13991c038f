namespace Sse.Tests.Samples;

/// <summary>samples/Market: each price once and in order, whatever becomes of the connection.</summary>
public class MarketTests
{
    [Fact]
    public async Task Prices_go_on_exactly_behind_a_cut()
    {
        await using var app = new WebApplicationFactory<MarketHub>().WithSse();
        var acme = await app.Subscribe<MarketHub>("/market/ACME");
        var last = (await acme.Snapshot<PriceChanged>()).SingleOrDefault()?.N ?? 0;

        for (var i = 0; i < 20; i++)
        {
            (await app.AdvanceUntil(acme.Next<PriceChanged>(), TimeSpan.FromMilliseconds(20))).N.ShouldBe(++last);
            if (i % 5 == 0) await acme.Cut();
            if (i % 5 == 0) await app.Advance(TimeSpan.FromSeconds(1));
            if (i % 5 == 0) await acme.Resume();
        }
    }
}
