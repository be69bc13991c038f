using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sse.Tests;

[SseEvent("token")]
internal sealed partial record Token(string Text);

public class CompletionTests(Chromium chromium)
{
    private const string Page = """
        <!doctype html><pre id="log"></pre><script>
          const seen = [], source = new EventSource('/answer?again=' + new URLSearchParams(location.search).get('again'));
          source.addEventListener('token', e => { seen.push(JSON.parse(e.data).text); log.textContent = seen.join(' '); });
        </script>
        """;

    [Fact]
    public async Task A_completed_stream_is_not_opened_again()
    {
        var page = await chromium.NewPage();
        var runs = 0;
        await using var app = Answering(() => runs++);
        await app.StartAsync(TestContext.Current.CancellationToken);

        await page.GotoAsync($"{app.Urls.First()}/?again=false");
        await page.WaitForFunctionAsync("source.readyState === EventSource.CLOSED");

        (await page.InnerTextAsync("#log")).ShouldBe("one two \ud83d\ude00 three");
        runs.ShouldBe(1);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_stream_that_should_be_reopened_is()
    {
        var page = await chromium.NewPage();
        var runs = 0;
        await using var app = Answering(() => runs++);
        await app.StartAsync(TestContext.Current.CancellationToken);

        await page.GotoAsync($"{app.Urls.First()}/?again=true");
        await page.WaitForFunctionAsync("seen.length >= 6");

        runs.ShouldBeGreaterThan(1);
        await page.CloseAsync();
    }

    private static WebApplication Answering(Action ran)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => Results.Content(Page, "text/html"));
        app.MapGet("/answer", (bool again) => SseResults.Stream(
            async (stream, ct) =>
            {
                ran();
                foreach (var text in new[] { "one", "two \ud83d\ude00", "three" }) await stream.PublishAsync(new Token(text), ct);
            },
            new() { CompleteOnReturn = !again, Retry = TimeSpan.FromMilliseconds(100) }));
        return app;
    }
}
