namespace Sse.Tests.Dashboard;

/// <summary>How the dashboard looks, on each screen and in each of the colours.</summary>
public class DashboardLookTests(Chromium chromium)
{
    private static readonly string[] Symbols = ["ACME", "BOLT", "CRUX", "DELTA", "EMBER", "FJORD", "GALE", "HALO", "IRIS", "JADE", "KITE", "LUMEN", "MESA", "NOVA"];

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task It_is_readable_and_fits_its_screen(Look look)
    {
        await using var app = await DashboardApp.StartAsync(o => (o.AllowPublish, o.AllowDisconnect) = (true, true));
        foreach (var symbol in Symbols[..9]) await app.OpenAsync($"/trades/{symbol}");
        await app.OpenAsync("/trades?maxFrequency=1");
        using var end = new CancellationTokenSource();
        var feed = Task.Run(() => FeedAsync(app, end.Token), TestContext.Current.CancellationToken);

        var page = await chromium.NewPage(look);
        await page.GotoAsync(new Uri(app.Address, "/sse").ToString());
        var points = Picture.IsWanted ? 40 : 4;
        await page.Until($"(document.getElementById('publishedLine').getAttribute('points') ?? '').split(' ').length >= {points} && document.querySelectorAll('#topicRows tr').length >= 14");
        await page.ShouldBeReadable();
        await Picture.Take(page, "dashboard", look);

        foreach (var panel in new[] { "streams", "tail", "publish" })
        {
            await page.ClickAsync($"#{panel}Tab");
            if (panel == "streams") await page.Until("document.querySelectorAll('#streamRows tr').length === 10");
            if (panel == "tail") await page.FillAsync("#tailTopic", "G*");
            if (panel == "tail") await page.Until("document.querySelectorAll('#tailRows details').length >= 16 && [...document.querySelectorAll('#tailRows .topic')].every(topic => topic.textContent.startsWith('G'))");
            await page.ShouldBeReadable();
            if (panel != "publish" && !look.IsPhone) await Picture.Take(page, $"dashboard-{panel}", look);
        }
        (await page.EvaluateAsync<string?>("document.documentElement.dataset.error ?? null")).ShouldBeNull();
        await end.CancelAsync();
        await feed;
        await page.CloseAsync();
    }

    private static async Task FeedAsync(DashboardApp app, CancellationToken end)
    {
        var random = new Random(7);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        try
        {
            for (var i = 0; await timer.WaitForNextTickAsync(end); i++)
            {
                for (var n = 0; n < 5; n++)
                {
                    var symbol = Symbols[(int)(Symbols.Length * Math.Pow(random.NextDouble(), 2.2))];
                    app.Trades.Topic(symbol).Publish(new Price(symbol, 100 + random.Next(1000) / 100m));
                }
                if (i % 25 == 0) app.Trades.Topic("ACME").Publish(new Trade("ACME", 10 + random.Next(90), "A buyer took what was offered, at the market's price."));
                if (i % 10 == 0) app.Jobs.Publish(new Progress("import", i % 100));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
