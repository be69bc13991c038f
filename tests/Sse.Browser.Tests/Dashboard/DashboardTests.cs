using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Sse.Tests.Dashboard;

/// <summary>What a browser makes of the dashboard.</summary>
public class DashboardTests(Chromium chromium)
{
    [Theory]
    [InlineData("", "/sse")]
    [InlineData("/behind", "/behind/sse")]
    [InlineData("/behind", "/behind/sse/")]
    public async Task It_is_live_and_asks_no_other_host(string pathBase, string path)
    {
        await using var app = await DashboardApp.StartAsync(pathBase: pathBase);
        var page = await chromium.NewPage();
        var (said, asked) = (new ConcurrentQueue<string>(), new ConcurrentQueue<Uri>());
        page.Console += (_, message) => said.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => said.Enqueue(error);
        page.Request += (_, request) => asked.Enqueue(new Uri(request.Url));
        await OpenAsync(page, app, path);
        (await page.TitleAsync()).ShouldBe("Trading · Sse");
        (await page.InnerTextAsync("#hubs")).ShouldContain("JobHub");

        app.Trades.Topic("ACME").Publish(new Price("ACME", 1));
        await page.Until("cell('ACME', 2) === '1' && text('publishedTotal') === '1 in all' && text('eventsValue') === '1 of 50,000'");
        await app.OpenAsync($"{pathBase}/trades/ACME");
        await page.Until("text('streams') === '1' && cell('ACME', 3) === '1'");
        app.Trades.Topic("ACME").Publish(new Price("ACME", 2));
        await page.Until("text('deliveredTotal') === '1 in all'");

        await page.ClickAsync("#tailTab");
        await page.Until("text('tailNote').startsWith('reading')");
        await PublishUntil(app, page, "document.querySelectorAll('#tailRows details').length > 0");
        (await page.InnerTextAsync("#tailRows details:first-child .topic")).ShouldBe("ACME");

        await page.ClickAsync("#hubs button:nth-child(2)");
        app.Jobs.Publish(new Progress("import", 10));
        await page.Until("text('publishedTotal') === '1 in all' && text('streams') === '0'");
        said.ShouldBeEmpty();
        asked.Where(address => address.Scheme != "data").ShouldAllBe(address => address.Authority == app.Address.Authority);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Names_and_payloads_are_text_whatever_they_say()
    {
        const string Evil = "<img src=x onerror=\"document.documentElement.dataset.error='run'\">";
        await using var app = await DashboardApp.StartAsync(o => o.Title = Evil);
        var page = await chromium.NewPage();
        await OpenAsync(page, app);
        app.Trades.Topic(Evil).Publish(new Trade(Evil, 1, Evil));
        await page.Until($"document.querySelector('#topicRows tr:last-child button')?.textContent.startsWith('<img') === true");
        (await page.InnerTextAsync("h1")).ShouldBe(Evil);
        await page.ClickAsync("#tailTab");
        await page.Until("text('tailNote').startsWith('reading')");
        await PublishUntil(app, page, "document.querySelectorAll('#tailRows details').length > 0", Evil);
        await page.ClickAsync("#tailRows details:first-child summary");
        await page.Until("text('tailNote').startsWith('paused')");
        (await page.InnerTextAsync("#tailRows details[open] .topic")).ShouldBe(Evil);
        (await page.InnerTextAsync("#tailRows details[open] pre")).ShouldContain("<img src=x");
        (await page.EvaluateAsync<int>("document.querySelectorAll('img').length")).ShouldBe(0);
        (await page.EvaluateAsync<string?>("document.documentElement.dataset.error ?? null")).ShouldBeNull();
        await page.CloseAsync();
    }

    [Fact]
    public async Task Ten_thousand_topics_are_a_hundred_rows_and_any_of_them_is_found()
    {
        await using var app = await DashboardApp.StartAsync();
        for (var i = 0; i < 10_000; i++) app.Trades.Topic($"topic-{i}").Publish(new Trade("A", i, "text"));
        var page = await chromium.NewPage();
        await OpenAsync(page, app);
        await page.Until("text('topicCount') === '10,000' && text('topicNote') === '100 of 10,000 topics'");
        for (var round = 0; round < 5; round++)
            for (var i = 0; i < 10_000; i++) app.Trades.Topic($"topic-{i}").Publish(new Trade("A", i, "text"));
        await page.Until("cell('topic-9999', 2) === '6' || (document.getElementById('topicSearch').value = 'TOPIC-9999', document.getElementById('topicSearch').dispatchEvent(new Event('input')), false)");
        (await page.InnerTextAsync("#topicNote")).ShouldBe("1 topic");
        await page.FillAsync("#topicSearch", "");
        await page.Until("document.querySelectorAll('#topicRows tr').length === 100");
        (await page.EvaluateAsync<int>("document.querySelectorAll('*').length")).ShouldBeLessThan(2_000);

        await page.ClickAsync("#topicHead button[data-order=topic]");
        await page.Until("document.querySelector('#topicRows tr:nth-child(2) th').textContent === 'topic-0'");
        await page.CloseAsync();
    }

    [Fact]
    public async Task An_event_is_published_and_a_stream_ended_where_that_is_allowed()
    {
        await using var app = await DashboardApp.StartAsync(o => (o.AllowPublish, o.AllowDisconnect) = (true, true));
        var page = await chromium.NewPage();
        await OpenAsync(page, app);
        await page.ClickAsync("#publishTab");
        await page.Until("document.getElementById('publishData').value.includes('symbol')");
        await page.FillAsync("#publishTopic", "ACME");
        await page.FillAsync("#publishData", """{"symbol":"ACME","value":"high"}""");
        await page.ClickAsync("#publishButton");
        await page.Until("text('publishSaid').startsWith('This is no price:')");
        await page.FillAsync("#publishData", """{"symbol":"ACME","value":7}""");
        await page.ClickAsync("#publishButton");
        await page.Until("text('publishSaid').startsWith('Published at ')");
        app.Trades.GetLatest("ACME").Messages.Single().Event.ShouldBe(new Price("ACME", 7));

        var stream = await app.OpenAsync("/trades/ACME");
        await page.ClickAsync("#streamsTab");
        await page.ClickAsync("#streamRows button");
        await page.Until("text('streamSaid').endsWith('was told to end.') && document.querySelectorAll('#streamRows tr').length === 0");
        using var rest = new StreamReader(stream);
        (await rest.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldContain("retry:");
        await page.CloseAsync();
    }

    [Fact]
    public async Task What_is_not_allowed_is_not_shown()
    {
        await using var app = await DashboardApp.StartAsync(o => o.AllowTail = false);
        await app.OpenAsync("/trades/ACME");
        var page = await chromium.NewPage();
        await OpenAsync(page, app);
        await page.Until("text('streams') === '1'");
        (await page.InnerTextAsync("#tabs")).ShouldNotContain("Tail");
        (await page.InnerTextAsync("#tabs")).ShouldNotContain("Publish");
        await page.ClickAsync("#streamsTab");
        await page.Until("document.querySelectorAll('#streamRows tr').length === 1");
        (await page.EvaluateAsync<int>("document.querySelectorAll('#streamRows button').length")).ShouldBe(0);
        await page.CloseAsync();
    }

    [Fact]
    public async Task What_is_paused_or_not_shown_asks_for_nothing()
    {
        await using var app = await DashboardApp.StartAsync();
        var page = await chromium.NewPage();
        var open = new ConcurrentDictionary<string, bool>();
        page.Request += (_, request) => open[new Uri(request.Url).AbsolutePath] = true;
        page.RequestFailed += (_, request) => open[new Uri(request.Url).AbsolutePath] = false;
        await OpenAsync(page, app);
        open.ContainsKey("/sse/tail").ShouldBeFalse();
        await page.ClickAsync("#tailTab");
        await page.Until("text('tailNote').startsWith('reading')");
        open["/sse/tail"].ShouldBeTrue();
        await page.ClickAsync("#topicsTab");
        await page.Until("text('tailNote').startsWith('closed')");
        await page.ClickAsync("#pause");
        await page.Until("text('state') === 'paused'");
        await WaitFor(() => !open["/sse/tail"] && !open["/sse/live"]);
        app.Trades.Topic("ACME").Publish(new Price("ACME", 1));
        await page.ClickAsync("#pause");
        await page.Until("text('state') === 'open' && cell('ACME', 2) === '1'");

        await page.EvaluateAsync("Object.defineProperty(document, 'hidden', { configurable: true, value: true }); document.dispatchEvent(new Event('visibilitychange'))");
        await WaitFor(() => !open["/sse/live"]);
        await page.EvaluateAsync("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
        app.Trades.Topic("ACME").Publish(new Price("ACME", 2));
        await page.Until("text('state') === 'open' && cell('ACME', 2) === '2'");
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_market_has_one_while_it_is_developed()
    {
        await using var server = await SamplePage.StartAsync("Market", "--environment", "Development");
        var page = await chromium.NewPage();
        await page.GotoAsync(new Uri(server.Address, "sse").ToString());
        await page.Until("document.querySelectorAll('#topicRows tr').length === 9 && document.getElementById('publishedRate').textContent !== '0'");
        await page.CloseAsync();
        await using var live = await SamplePage.StartAsync("Market");
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(live.Address, "sse"), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static async Task OpenAsync(IPage page, DashboardApp app, string path = "/sse")
    {
        await page.AddInitScriptAsync("""
            window.text = id => document.getElementById(id).textContent;
            window.cell = (topic, place) => document.querySelector(`#topicRows tr[data-topic="${topic}"]`)?.cells[place].textContent ?? '';
            """);
        await page.GotoAsync(new Uri(app.Address, path).ToString());
        await page.Until("text('state') === 'open' && text('position') !== '–'");
    }

    // A tail begins once it is open, and tells nobody.
    private static async Task PublishUntil(DashboardApp app, IPage page, string condition, string topic = "ACME")
    {
        var shown = page.Until(condition);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while (!shown.IsCompleted && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken)) app.Trades.Topic(topic).Publish(new Trade(topic, 1, topic));
        await shown;
    }

    private static async Task WaitFor(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        for (var i = 0; i < 600 && !condition(); i++) await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        condition().ShouldBeTrue();
    }
}
