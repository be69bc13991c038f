using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Sse.Tests;

/// <summary>What an EventSource of a page with a bearer token makes of tickets, cuts and cookies.</summary>
public class TicketTests(Chromium chromium)
{
    [Fact]
    public async Task A_stream_that_is_cut_comes_back_by_itself_and_misses_nothing()
    {
        await using var server = await TicketServer.StartAsync(SameSiteMode.Strict);
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Page);
        await page.EvaluateAsync("open('/counts/a')");
        for (var cut = 0; cut < 3; cut++)
        {
            await page.WaitForFunctionAsync($"opened === {cut + 1}");
            server.Publish(cut * 100, 50);
            await page.WaitForFunctionAsync($"seen.length === {(cut * 100) + 50}");
            server.Cut();
            server.Publish((cut * 100) + 50, 50);
            await page.WaitForFunctionAsync($"seen.length === {(cut + 1) * 100}");
        }
        (await SeenAsync(page)).ShouldBe(Enumerable.Range(0, 300));
        (await page.EvaluateAsync<int>("closed")).ShouldBe(0);

        // The whole address, in a browser that hasn't the cookie; and in this one, where scripts can't see it.
        var address = await page.EvaluateAsync<string>("source.url");
        (await page.EvaluateAsync<string>("document.cookie")).ShouldBeEmpty();
        (await page.EvaluateAsync<int>("fetch(source.url, { credentials: 'omit' }).then(r => r.status)")).ShouldBe(401);
        var thief = await chromium.NewPage();
        await thief.GotoAsync(server.Page);
        (await thief.EvaluateAsync<int>("url => fetch(url).then(r => r.status)", address)).ShouldBe(401);
        await thief.EvaluateAsync("url => follow(url)", address);
        await thief.WaitForFunctionAsync("closed === 1");

        server.SignOut("alice");
        await page.WaitForFunctionAsync("closed === 1");
        await page.CloseAsync();
        await thief.CloseAsync();
    }

    [Fact]
    public async Task Without_the_cookie_a_page_opens_anew_with_a_fresh_ticket_and_misses_nothing()
    {
        await using var server = await TicketServer.StartAsync(SameSiteMode.Strict);
        var page = await chromium.NewPage();
        await page.GotoAsync(server.Page);
        // Cookies of another site are not kept: neither is it asked to.
        await page.EvaluateAsync("url => { again = id => open(url, false, id); return open(url); }", server.OtherSite + "/counts/a");
        for (var cut = 0; cut < 3; cut++)
        {
            await page.WaitForFunctionAsync($"opened === {cut + 1}");
            server.Publish(cut * 100, 50);
            await page.WaitForFunctionAsync($"seen.length === {(cut * 100) + 50}");
            server.Cut();
            server.Publish((cut * 100) + 50, 50);
            await page.WaitForFunctionAsync($"closed === {cut + 1} && seen.length === {(cut + 1) * 100}");
        }
        (await SeenAsync(page)).ShouldBe(Enumerable.Range(0, 300));
        await page.CloseAsync();
    }

    [Theory]
    [InlineData(SameSiteMode.Strict, "same site", true, true)]
    [InlineData(SameSiteMode.Strict, "same site", false, false)]
    [InlineData(SameSiteMode.Strict, "other site", true, false)]
    [InlineData(SameSiteMode.Lax, "other site", true, false)]
    public async Task Across_origins_the_ticket_opens_the_stream_and_the_cookie_decides_whether_it_comes_back(SameSiteMode sameSite, string where, bool withCredentials, bool comesBack)
    {
        await using var server = await TicketServer.StartAsync(sameSite);
        var page = await chromium.NewPage();
        (await ComesBackAsync(server, page, StreamOf(server, where), withCredentials)).ShouldBe(comesBack);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData(SameSiteMode.Strict, "same origin", false, true)]
    [InlineData(SameSiteMode.Strict, "same site", true, true)]
    [InlineData(SameSiteMode.Strict, "same site", false, false)]
    [InlineData(SameSiteMode.Strict, "other site", true, false)]
    [InlineData(SameSiteMode.Lax, "same site", true, true)]
    [InlineData(SameSiteMode.Lax, "other site", true, false)]
    public async Task A_sign_in_by_cookie_opens_a_stream_where_the_cookie_goes_with_it(SameSiteMode sameSite, string where, bool withCredentials, bool opens)
    {
        await using var server = await TicketServer.StartAsync(sameSite);
        var page = await chromium.NewPage();
        (await OpensWithCookieAsync(server, page, StreamOf(server, where), withCredentials)).ShouldBe(opens);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_cookie_for_all_sites_goes_with_a_request_where_the_browser_lets_it(bool letsThrough, bool withCredentials)
    {
        await using var server = await TicketServer.StartAsync(SameSiteMode.None);
        await using var browser = letsThrough ? await ThirdPartyCookies.LetThroughAsync() : null;
        async Task<Microsoft.Playwright.IPage> NewPage() => browser is null ? await chromium.NewPage() : await browser.NewPage();

        (await ComesBackAsync(server, await NewPage(), server.OtherSite + "/counts/a", withCredentials)).ShouldBe(letsThrough && withCredentials, "a ticket's");
        (await OpensWithCookieAsync(server, await NewPage(), server.OtherSite + "/counts/a", withCredentials)).ShouldBe(letsThrough && withCredentials, "a sign-in's");
    }

    [Fact]
    public async Task A_page_of_an_origin_that_CORS_does_not_name_reads_nothing()
    {
        await using var server = await TicketServer.StartAsync(SameSiteMode.None);
        var page = await chromium.NewPage();
        foreach (var origin in new[] { server.Page, server.OtherSite }) await page.GotoAsync(origin + "/sign-in?user=alice");
        await page.GotoAsync(server.OtherSite);
        await page.EvaluateAsync("url => follow(url, true)", server.Page + "/counts/a");
        await page.WaitForFunctionAsync("closed === 1");
        (await page.EvaluateAsync<string>("url => fetch(url, { method: 'POST', credentials: 'include' }).then(r => r.text(), e => e.name)", server.Page + "/counts/a")).ShouldBe("TypeError");
        (await page.EvaluateAsync<int>("opened")).ShouldBe(0);
        await page.CloseAsync();
    }

    private static async Task<bool> ComesBackAsync(TicketServer server, Microsoft.Playwright.IPage page, string stream, bool withCredentials)
    {
        await page.GotoAsync(server.Page);
        await page.EvaluateAsync("([url, credentials]) => open(url, credentials)", new object[] { stream, withCredentials });
        await page.WaitForFunctionAsync("opened === 1");
        server.Cut();
        await page.WaitForFunctionAsync("opened === 2 || closed === 1");
        return await page.EvaluateAsync<int>("opened") == 2;
    }

    private static async Task<bool> OpensWithCookieAsync(TicketServer server, Microsoft.Playwright.IPage page, string stream, bool withCredentials)
    {
        foreach (var origin in new[] { server.Page, server.OtherSite }) await page.GotoAsync(origin + "/sign-in?user=alice");
        await page.GotoAsync(server.Page);
        await page.EvaluateAsync("([url, credentials]) => follow(url, credentials)", new object[] { stream, withCredentials });
        await page.WaitForFunctionAsync("opened === 1 || closed === 1");
        return await page.EvaluateAsync<int>("opened") == 1;
    }

    private static string StreamOf(TicketServer server, string where) =>
        where switch { "same origin" => server.Page, "same site" => server.SameSite, _ => server.OtherSite } + "/counts/a";

    private static async Task<int[]> SeenAsync(Microsoft.Playwright.IPage page) =>
        JsonSerializer.Deserialize<int[]>(await page.EvaluateAsync<string>("JSON.stringify(seen)"))!;
}
