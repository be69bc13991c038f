using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests;

/// <summary>What a browser makes of the page that shows the AsyncAPI document.</summary>
public class AsyncApiPageTests(Chromium chromium)
{
    [Theory]
    [InlineData("/asyncapi")]
    [InlineData("/behind/asyncapi/")]
    public async Task It_shows_channels_and_messages_and_asks_no_other_host(string path)
    {
        await using var app = await StartAsync();
        var page = await chromium.NewPage();
        var (said, asked) = (new ConcurrentQueue<string>(), new ConcurrentQueue<Uri>());
        page.Console += (_, message) => said.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => said.Enqueue(error);
        page.Request += (_, request) => asked.Enqueue(new Uri(request.Url));
        await page.GotoAsync(app.Urls.First() + path);
        await page.WaitForFunctionAsync("document.querySelector('#asyncapi h1, #asyncapi .text-4xl') !== null || document.body.innerText.includes('Error')");

        var text = (await page.InnerTextAsync("#asyncapi")).Replace('\u00a0', ' ');
        text.ShouldContain("Counting 2.1.0");
        text.ShouldContain("/counts/{topic}");
        text.ShouldContain("Count");
        text.ShouldContain("One more of them.");
        text.ShouldContain("Events may be missing before the next one");
        said.ShouldBeEmpty();
        var local = asked.Where(address => address.Scheme != "data").ToList();
        local.ShouldAllBe(address => address.GetLeftPart(UriPartial.Authority) == app.Urls.First());
        local.Select(address => address.Segments[^1].TrimEnd('/')).Order(StringComparer.Ordinal).ShouldBe(["asyncapi", "asyncapi.json", "component.css", "component.js"]);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Its_policy_keeps_another_hosts_files_out()
    {
        await using var app = await StartAsync();
        var page = await chromium.NewPage();
        await page.GotoAsync(app.Urls.First() + "/asyncapi");
        (await page.EvaluateAsync<string>("""
            () => new Promise(done => {
              addEventListener('securitypolicyviolation', e => done(`${e.effectiveDirective} ${e.blockedURI}`));
              document.head.append(Object.assign(document.createElement('script'), { src: 'http://localhost:9/x.js' }));
            })
            """)).ShouldBe("script-src-elem http://localhost:9/x.js");
        await page.CloseAsync();
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSse().AddHub<CountHub>();
        var app = builder.Build();
        app.UsePathBase("/behind");
        app.UseRouting();
        app.MapSse<CountHub>("/counts/{topic}", o => o.TopicsArePublic = true);
        app.MapSseAsyncApi(configure: o => (o.Title, o.Version) = ("Counting", "2.1.0"));
        app.MapSseAsyncApiPage();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
