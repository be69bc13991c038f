
namespace Sse.Tests;

public class MarketTests(Chromium chromium)
{
    [Fact]
    public async Task The_page_loses_and_doubles_nothing_over_a_cut_and_is_told_of_a_restart()
    {
        var page = await chromium.NewPage();
        await using var server = new SampleServer("Market");
        await server.Start();
        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("rows.size === 8 && proof.seen > 60");
        (await page.InnerTextAsync("#state")).ShouldBe("open");
        if (Environment.GetEnvironmentVariable("SNAPSHOT_UPDATE") == "1")
            await page.ScreenshotAsync(new() { Path = Repository.PathOf("docs/images/market.png"), FullPage = true });

        var before = await page.EvaluateAsync<int>("proof.seen");
        await page.ClickAsync("#cut");
        await page.WaitForFunctionAsync("source.readyState === EventSource.CLOSED");
        // The feed publishes some 20 prices a second: more than 100 were published while nobody listened.
        await page.WaitForFunctionAsync("before => source.readyState === EventSource.OPEN && proof.seen > before + 150", before);
        (await page.InnerTextAsync("#proof")).ShouldEndWith("nothing lost, nothing doubled, no gap");

        await server.Stop();
        await page.WaitForFunctionAsync("document.getElementById('state').textContent === 'connecting'");
        await server.Start();
        await page.WaitForFunctionAsync("proof.gaps > 0 && rows.size === 8");
        var afterGap = await page.EvaluateAsync<int>("proof.seen");
        await page.WaitForFunctionAsync("seen => proof.seen > seen + 40", afterGap);
        (await page.InnerTextAsync("#proof")).ShouldEndWith("nothing lost, nothing doubled, 1 gap told (OtherEpoch)");
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_proof_notices_what_is_lost_and_what_is_doubled()
    {
        var page = await chromium.NewPage();
        await using var server = new SampleServer("Market");
        await server.Start();
        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("proof.seen > 0");

        await page.EvaluateAsync("source.close(); for (const n of [1, 2, 2, 5]) price({ symbol: 'ODD', price: 1, n })");

        (await page.InnerTextAsync("#proof")).ShouldContain("2 lost, 1 doubled");
        (await page.GetAttributeAsync("#proof", "data-ok")).ShouldBe("false");
        await page.CloseAsync();
    }
}
