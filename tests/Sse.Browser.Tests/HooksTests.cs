namespace Sse.Tests;

public class HooksTests(Chromium chromium)
{
    [Theory]
    [InlineData("react")]
    [InlineData("vue")]
    [InlineData("svelte")]
    public async Task A_component_shows_what_comes_goes_on_after_a_cut_and_closes_the_connection_when_it_leaves(string framework)
    {
        await using var server = await SamplePage.StartAsync("Hooks");
        var page = await chromium.NewPage();
        await page.AddInitScriptAsync("window.n = () => Number(/(?<=#)\\d+/.exec(document.querySelector('.price')?.textContent)?.[0] ?? 0)");
        var asked = new List<string>();
        page.Request += (_, request) => { if (request.Url.Contains("/market", StringComparison.Ordinal) && request.ResourceType == "fetch") asked.Add(request.Url); };
        await page.GotoAsync($"{server.Address}{framework}/");

        await page.WaitForFunctionAsync("n() > 3");
        (await page.InnerTextAsync(".state")).ShouldBe("open");
        asked.ShouldBe([$"{server.Address}market"], "all of the page's components share one connection");

        var before = await page.EvaluateAsync<int>("n()");
        await page.ClickAsync("text=Cut");
        await page.WaitForFunctionAsync("before => n() > before + 3", before);
        asked.Count.ShouldBe(2);
        asked[1].ShouldContain("?lastEventId=");

        await server.Stop();
        await page.WaitForFunctionAsync("['waiting', 'connecting'].includes(document.querySelector('.state').textContent)");
        await server.Start();
        await page.WaitForFunctionAsync("document.querySelector('.state').textContent === 'open' && n() > 0");

        var closed = new TaskCompletionSource();
        page.RequestFailed += (_, request) => { if (request.Url == asked[^1]) closed.TrySetResult(); };
        await page.ClickAsync("text=Hide");
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await page.WaitForFunctionAsync("document.querySelector('.state').textContent === 'closed' && !document.querySelector('.price')");

        await page.ClickAsync("text=Show");
        await page.WaitForFunctionAsync("document.querySelector('.state').textContent === 'open' && n() > 0");
        (await page.GetAttributeAsync("html", "data-error")).ShouldBeNull();
        await page.CloseAsync();
    }
}
