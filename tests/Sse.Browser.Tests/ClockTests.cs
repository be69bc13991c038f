using System.Globalization;

namespace Sse.Tests;

public class ClockTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task The_page_shows_the_time(Look look)
    {
        var page = await chromium.NewPage(look);
        await using var server = new SampleServer("Clock");
        await server.Start();

        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("Number(document.getElementById('id').textContent) >= 2");
        (await page.InnerTextAsync("#state")).ShouldBe("open");
        (await page.InnerTextAsync("#time")).ShouldMatch(@"^\d\d:\d\d:\d\d$");
        await page.ShouldBeReadable();
        await Picture.Take(page, "clock", look);
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_page_goes_on_from_its_last_id_when_the_server_comes_back()
    {
        var page = await chromium.NewPage();
        await using var server = new SampleServer("Clock");
        await server.Start();
        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("Number(document.getElementById('id').textContent) >= 2");

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
