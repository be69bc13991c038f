using System.Globalization;

namespace Sse.Tests;

public class ClockTests(Chromium chromium)
{
    [Fact]
    public async Task The_page_goes_on_from_its_last_id_when_the_server_comes_back()
    {
        var page = await chromium.NewPage();
        await using var server = new SampleServer("Clock");
        await server.Start();

        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("Number(document.getElementById('id').textContent) >= 2");
        (await page.InnerTextAsync("#state")).ShouldBe("open");
        (await page.InnerTextAsync("#time")).ShouldMatch(@"^\d\d:\d\d:\d\d$");
        if (Environment.GetEnvironmentVariable("SNAPSHOT_UPDATE") == "1")
            await page.ScreenshotAsync(new() { Path = Repository.PathOf("docs/images/clock.png") });

        await server.Stop();
        await page.WaitForFunctionAsync("document.getElementById('state').textContent === 'connecting'");
        var last = int.Parse(await page.InnerTextAsync("#id"), CultureInfo.InvariantCulture);

        await server.Start();
        await page.WaitForFunctionAsync("last => Number(document.getElementById('id').textContent) > last", last);
        (await page.InnerTextAsync("#state")).ShouldBe("open");
        server.Log.ShouldContain($"Last event id: '{last}'");
        await page.CloseAsync();
    }
}
