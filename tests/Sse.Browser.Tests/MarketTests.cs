namespace Sse.Tests;

public class MarketTests(Chromium chromium)
{
    // Keeps what the page shows at the end of each snapshot.
    private const string WatchSnapshots = """
        const add = EventSource.prototype.addEventListener;
        EventSource.prototype.addEventListener = function (type, handle) {
          add.call(this, type, type !== 'sse-live' ? handle : e => { handle(e); (window.ends ??= []).push(`${rows.size} rows, ${proof.shown} shown`); });
        };
        """;

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task The_page_opens_with_the_whole_table_and_shows_what_is_conflated_away(Look look)
    {
        var page = await chromium.NewPage(look);
        await using var server = new SampleServer("Market");
        await server.Start();
        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("rows.size === 8 && proof.shown > 100");

        await page.AddInitScriptAsync(WatchSnapshots);
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("proof.shown > 40");
        (await page.EvaluateAsync<string>("ends.join()")).ShouldBe("8 rows, 0 shown");
        (await page.InnerTextAsync("#state")).ShouldBe("open");
        (await page.InnerTextAsync("#verdict")).ShouldBe("Nothing lost, nothing doubled");

        await page.FillAsync("#pace", "2");
        await page.WaitForFunctionAsync($"proof.conflated > {(Picture.IsWanted ? 600 : 60)} && proof.unsettled === 0");
        (await page.InnerTextAsync("#paceText")).ShouldBe("2");
        (await page.InnerTextAsync("#verdict")).ShouldBe("Nothing lost that matters, nothing doubled");
        (await page.EvaluateAsync<string>("ends.join()")).ShouldBe("8 rows, 0 shown", "the page goes on where it was");
        await page.ShouldBeReadable();
        await Picture.Take(page, "market", look);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData(6, "Nothing lost, nothing doubled")]
    [InlineData(3, "Nothing lost that matters, nothing doubled")]
    public async Task Nothing_is_lost_or_doubled_over_a_cut_and_a_restart_is_told(int pace, string verdict)
    {
        var page = await chromium.NewPage(new Look(IsPhone: true, IsDark: true));
        await using var server = new SampleServer("Market");
        await server.Start();
        await page.GotoAsync(server.Address.ToString());
        await page.FillAsync("#pace", $"{pace}");
        await page.WaitForFunctionAsync("rows.size === 8 && proof.shown > 40");

        await page.ClickAsync("#cut");
        var before = await page.EvaluateAsync<long>("newest");
        await Published(server, before + 100);
        (await page.EvaluateAsync<long>("newest")).ShouldBe(before);
        (await page.InnerTextAsync("#state")).ShouldBe("cut");
        await page.ShouldBeReadable();
        await page.ClickAsync("#cut");
        await page.WaitForFunctionAsync("before => newest > before + 150 && proof.unsettled === 0", before);
        (await page.InnerTextAsync("#verdict")).ShouldBe(verdict);
        (await page.InnerTextAsync("#gaps")).ShouldBe("0");
        (await page.InnerTextAsync("#detail")).ShouldNotContain("told");

        await server.Stop();
        await page.WaitForFunctionAsync("document.getElementById('state').textContent === 'connecting'");
        await server.Start();
        var shown = await page.EvaluateAsync<long>("proof.shown");
        await page.WaitForFunctionAsync("shown => proof.gaps > 0 && proof.shown > shown + 40 && rows.size === 8 && proof.unsettled === 0", shown);
        (await page.InnerTextAsync("#verdict")).ShouldBe(verdict);
        (await page.InnerTextAsync("#detail")).ShouldEndWith("a gap was told (OtherEpoch) and closed by a snapshot");
        await page.ShouldBeReadable();
        await page.CloseAsync();
    }

    [Fact]
    public async Task With_a_stored_log_a_restart_is_no_gap()
    {
        using var folder = new TemporaryFolder();
        var page = await chromium.NewPage();
        await using var server = new SampleServer("Market", "--log", "sqlite", "--file", folder["market.db"]);
        await server.Start();
        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("rows.size === 8 && proof.shown > 40");

        for (var restart = 0; restart < 2; restart++)
        {
            await server.Stop();
            await page.WaitForFunctionAsync("document.getElementById('state').textContent === 'connecting'");
            var newest = await page.EvaluateAsync<long>("newest");
            await server.Start();
            await page.WaitForFunctionAsync($"newest > {newest + 50} && proof.settled > {newest}");
        }
        (await page.InnerTextAsync("#verdict")).ShouldBe("Nothing lost, nothing doubled");
        (await page.InnerTextAsync("#gaps")).ShouldBe("0");
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_proof_notices_what_is_lost_what_is_doubled_and_a_table_that_stays_behind()
    {
        var page = await chromium.NewPage();
        await using var server = new SampleServer("Market");
        await server.Start();
        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("proof.shown > 0");

        await page.EvaluateAsync("""
            source.close();
            for (const [n, by] of [[1, 1], [2, 1], [2, 0], [5, 3]]) price({ symbol: 'ODD', price: 1, n, total: newest + by });
            drawProof();
            """);
        (await page.InnerTextAsync("#verdict")).ShouldBe("2 lost, 1 doubled");
        (await page.GetAttributeAsync("#proof", "data-ok")).ShouldBe("false");
        await page.ShouldBeReadable();

        await page.EvaluateAsync("""
            proof.lost = proof.doubled = 0;
            $('pace').value = 0;
            for (let n = 6; n < 6 + 2 * rows.size; n++) price({ symbol: 'ODD', price: 1, n, total: newest + 2 });
            drawProof();
            """);
        (await page.InnerTextAsync("#verdict")).ShouldBe("The table is not the market");
        (await page.GetAttributeAsync("#proof", "data-ok")).ShouldBe("false");
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_snapshot_takes_away_what_it_does_not_name_unless_it_is_not_complete()
    {
        var page = await chromium.NewPage();
        await using var server = new SampleServer("Market");
        await server.Start();
        await page.GotoAsync(server.Address.ToString());
        await page.WaitForFunctionAsync("rows.size === 8 && !snapshot");

        await page.EvaluateAsync("source.close(); gap({ reason: 'Evicted' }); price({ symbol: 'ACME', price: 1, n: 1, total: 1 }); live({ complete: false }); draw()");
        await page.WaitForFunctionAsync("document.querySelectorAll('tr[data-stale=true]').length === 7");
        await page.ShouldBeReadable();
        await page.EvaluateAsync("gap({ reason: 'Evicted' }); price({ symbol: 'ACME', price: 1, n: 1, total: 1 }); live({ complete: true }); draw()");
        (await page.EvaluateAsync<string>("[...rows.keys()].join()")).ShouldBe("ACME");
        (await page.Locator("tbody tr").CountAsync()).ShouldBe(1);
        await page.CloseAsync();
    }

    // Another page is the witness of what is published meanwhile.
    private async Task Published(SampleServer server, long total)
    {
        var witness = await chromium.NewPage();
        await witness.GotoAsync(server.Address.ToString());
        await witness.WaitForFunctionAsync("total => newest > total", total);
        await witness.CloseAsync();
    }
}
