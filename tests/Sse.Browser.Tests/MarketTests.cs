using Microsoft.Playwright;

namespace Sse.Tests;

public class MarketTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task The_page_opens_with_the_whole_table_and_shows_what_is_conflated_away(Look look)
    {
        await using var server = await SamplePage.StartAsync("Market");
        var page = await OpenAsync(server, look);
        await page.WaitForFunctionAsync("symbols().length === 8 && number('shown') > 100");
        (await page.InnerTextAsync("#state")).ShouldBe("open");
        (await page.InnerTextAsync("#verdict")).ShouldBe("Nothing lost, nothing doubled");

        await page.FillAsync("#pace", "2");
        await page.WaitForFunctionAsync($"number('conflated') > {(Picture.IsWanted ? 600 : 60)}");
        (await page.InnerTextAsync("#paceText")).ShouldBe("2");
        (await page.InnerTextAsync("#verdict")).ShouldBe("Nothing lost that matters, nothing doubled");
        await page.ShouldBeReadable();
        await Picture.Take(page, "market", look);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_snapshot_is_the_whole_table_and_the_page_goes_on_behind_it()
    {
        await using var server = await SamplePage.StartAsync("Market");
        var market = new Uri(server.Address, "market");
        var witness = await OpenAsync(server);
        await witness.WaitForFunctionAsync("symbols().length === 8");
        var (snapshot, rest) = (await StreamText.ReadSnapshotAsync(market), new TaskCompletionSource<string>());

        var page = await chromium.NewPage();
        await page.AddInitScriptAsync(PageText.Numbers);
        var asked = await StreamText.AnswerAsync(page, "/market", Task.FromResult(snapshot), rest.Task);
        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("document.getElementById('verdict').textContent === 'Nothing lost, nothing doubled'");
        (await page.EvaluateAsync<string>("symbols().join()")).ShouldBe("ACME,BOLT,CRUX,DELTA,EMBER,FJORD,GALE,HALO");
        (await page.InnerTextAsync("#shown")).ShouldBe("0");
        var position = await page.InnerTextAsync("#position");
        asked[0].ShouldBe(market.ToString());

        rest.SetResult("");
        await page.WaitForFunctionAsync("number('shown') > 40");
        asked[1..].ShouldAllBe(address => address == $"{market}?lastEventId={position}");
        (await page.InnerTextAsync("#verdict")).ShouldBe("Nothing lost, nothing doubled");

        await page.FillAsync("#pace", "2");
        await page.WaitForFunctionAsync("number('conflated') > 20");
        asked[^1].ShouldContain("maxFrequency=2");
        asked[^1].ShouldContain("lastEventId=", customMessage: "the page goes on where it was");
        await page.CloseAsync();
        await witness.CloseAsync();
    }

    [Theory]
    [InlineData(6, "Nothing lost, nothing doubled")]
    [InlineData(3, "Nothing lost that matters, nothing doubled")]
    public async Task Nothing_is_lost_or_doubled_over_a_cut_and_a_restart_is_told(int pace, string verdict)
    {
        await using var server = await SamplePage.StartAsync("Market");
        var page = await OpenAsync(server, new Look(IsPhone: true, IsDark: true));
        await page.FillAsync("#pace", $"{pace}");
        await page.WaitForFunctionAsync("symbols().length === 8 && number('shown') > 40");

        await page.ClickAsync("#cut");
        (await page.InnerTextAsync("#state")).ShouldBe("cut");
        var before = await page.EvaluateAsync<long>("settled()");
        await Published(server, before + 100);
        (await page.EvaluateAsync<long>("settled()")).ShouldBe(before);
        await page.ShouldBeReadable();
        await page.ClickAsync("#cut");
        await page.WaitForFunctionAsync("before => settled() > before + 150", before);
        (await page.InnerTextAsync("#verdict")).ShouldBe(verdict);
        (await page.InnerTextAsync("#gaps")).ShouldBe("0");
        (await page.InnerTextAsync("#detail")).ShouldNotContain("told");

        await server.Stop();
        await page.WaitForFunctionAsync("['waiting', 'connecting'].includes(document.getElementById('state').textContent)");
        await server.Start();
        var shown = await page.EvaluateAsync<long>("number('shown')");
        await page.WaitForFunctionAsync("shown => number('gaps') > 0 && number('shown') > shown + 40 && symbols().length === 8", shown);
        (await page.InnerTextAsync("#verdict")).ShouldBe(verdict);
        (await page.InnerTextAsync("#detail")).ShouldEndWith("a gap was told (OtherEpoch) and closed by a snapshot");
        await page.ShouldBeReadable();
        await page.CloseAsync();
    }

    [Fact]
    public async Task With_a_stored_log_a_restart_is_no_gap()
    {
        using var folder = new TemporaryFolder();
        await using var server = await SamplePage.StartAsync("Market", "--log", "sqlite", "--file", folder["market.db"]);
        var page = await OpenAsync(server);
        await page.WaitForFunctionAsync("symbols().length === 8 && number('shown') > 40");

        for (var restart = 0; restart < 2; restart++)
        {
            await server.Stop();
            await page.WaitForFunctionAsync("['waiting', 'connecting'].includes(document.getElementById('state').textContent)");
            var settled = await page.EvaluateAsync<long>("settled()");
            await server.Start();
            await page.WaitForFunctionAsync("before => settled() > before + 50", settled);
        }
        (await page.InnerTextAsync("#verdict")).ShouldBe("Nothing lost, nothing doubled");
        (await page.InnerTextAsync("#gaps")).ShouldBe("0");
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_proof_notices_what_is_lost_what_is_doubled_and_a_table_that_stays_behind()
    {
        await using var server = await SamplePage.StartAsync("Market");
        var page = await chromium.NewPage();
        var asked = await StreamText.AnswerAsync(page, "/market",
            Task.FromResult(StreamText.Live("e-0") + Price("ODD", 1, 1) + Price("ODD", 2, 2) + Price("ODD", 2, 2) + Price("ODD", 5, 5) + StreamText.End("e-5")));
        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("document.getElementById('state').textContent === 'closed'");
        (await page.InnerTextAsync("#verdict")).ShouldBe("2 lost, 1 doubled");
        (await page.GetAttributeAsync("#proof", "data-ok")).ShouldBe("false");
        await page.ShouldBeReadable();
        asked.Count.ShouldBe(1, "the stream is complete");
        await page.CloseAsync();

        page = await chromium.NewPage();
        await StreamText.AnswerAsync(page, "/market",
            Task.FromResult(StreamText.Live("e-0") + StreamText.End("e-0")),
            Task.FromResult(string.Concat(Enumerable.Range(1, 4).Select(n => Price("ODD", n, 2 * n))) + StreamText.End("e-8")));
        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("document.getElementById('state').textContent === 'closed'");
        (await page.InnerTextAsync("#verdict")).ShouldBe("Nothing lost, nothing doubled");
        await page.FillAsync("#pace", "0");
        await page.WaitForFunctionAsync("document.getElementById('verdict').textContent === 'The table is not the market'");
        (await page.GetAttributeAsync("#proof", "data-ok")).ShouldBe("false");
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_snapshot_takes_away_what_it_does_not_name_unless_it_is_not_complete()
    {
        await using var server = await SamplePage.StartAsync("Market");
        var page = await chromium.NewPage();
        await page.AddInitScriptAsync(PageText.Numbers);
        var table = Price("ACME", 1, 1) + Price("BOLT", 1, 2) + Price("CRUX", 1, 3) + StreamText.Live("e-3");
        var gap = StreamText.Gap("e-4") + Price("ACME", 1, 1);
        await StreamText.AnswerAsync(page, "/market",
            Task.FromResult(table + gap + StreamText.Live("e-4", complete: false) + StreamText.End("e-4")), Task.FromResult(gap + StreamText.Live("e-4") + StreamText.End("e-4")));

        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("document.querySelectorAll('tr[data-stale=true]').length === 2");
        (await page.InnerTextAsync("#gaps")).ShouldBe("1");
        await page.ShouldBeReadable();
        await page.ClickAsync("#cut");
        await page.ClickAsync("#cut");
        await page.WaitForFunctionAsync("symbols().join() === 'ACME'");
        await page.CloseAsync();
    }

    private static string Price(string symbol, int n, int total) =>
        StreamText.Event("price", $"e-{total}/{symbol}", $$"""{"symbol":"{{symbol}}","price":1,"n":{{n}},"total":{{total}}}""");

    // Another page is the witness of what is published meanwhile.
    private async Task Published(SampleServer server, long total)
    {
        var witness = await OpenAsync(server);
        await witness.WaitForFunctionAsync("total => settled() > total", total);
        await witness.CloseAsync();
    }

    private async Task<IPage> OpenAsync(SampleServer server, Look? look = null)
    {
        var page = await chromium.NewPage(look);
        await page.AddInitScriptAsync(PageText.Numbers);
        await page.GotoAsync(server.Address.ToString());
        return page;
    }
}
