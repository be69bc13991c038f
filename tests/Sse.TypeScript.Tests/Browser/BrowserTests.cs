using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Sse.Tests.Browser;

/// <summary>The compiled modules in Chromium, over both transports, against a hub that wants a bearer token or a ticket.</summary>
public class BrowserTests(Chromium chromium, NodeWorkspace node)
{
    private const string Read = """
        async ([transport, ticket]) => {
          const { CountHub } = await import('/ts/count-hub.js');
          window.seen = [];
          window.states = [];
          window.errors = [];
          window.hub = new CountHub('/counts/{topic}', { topics: ['a'], lastEventId: 'earliest', transport, ticket, reconnectDelay: 50, headers: { authorization: 'Bearer alice' } });
          hub.on('sse-state', state => states.push(state));
          hub.on('sse-error', error => errors.push(String(error)));
          hub.on('count', event => seen.push(event.data.n));
        }
        """;

    private const string Worker = """
        import { CountHub } from '/ts/count-hub.js';
        onmessage = async ({ data: transport }) => {
          const hub = new CountHub('/counts/{topic}', { topics: ['a'], lastEventId: 'earliest', transport, ticket: true, reconnectDelay: 50, headers: { authorization: 'Bearer alice' } });
          try {
            for await (const event of hub) postMessage(event.type === 'count' ? event.data.n : event.type);
            postMessage(hub.state);
          } catch (error) {
            postMessage(String(error));
          }
        };
        """;

    [Theory]
    [InlineData("fetch", false)]
    [InlineData("fetch", true)]
    [InlineData("event-source", true)]
    public async Task Gets_every_event_exactly_once_through_cuts_until_the_topic_is_complete(string transport, bool ticket)
    {
        await using var server = await TicketServer.StartAsync(SameSiteMode.Strict);
        var page = await NewPageAsync();
        await page.GotoAsync(server.Page);
        await page.EvaluateAsync(Read, new object[] { transport, ticket });

        for (var cut = 0; cut < 3; cut++)
        {
            server.Publish(cut * 100, 50);
            await page.WaitForFunctionAsync($"seen.length === {(cut * 100) + 50}");
            server.Cut();
            server.Publish((cut * 100) + 50, 50);
            await page.WaitForFunctionAsync($"seen.length === {(cut + 1) * 100}");
        }
        JsonSerializer.Deserialize<int[]>(await page.EvaluateAsync<string>("JSON.stringify(seen)"))!.ShouldBe(Enumerable.Range(0, 300));

        server.Complete();
        await page.WaitForFunctionAsync("hub.state === 'closed'");
        (await page.EvaluateAsync<string>("errors.join()")).ShouldBeEmpty();
        (await page.EvaluateAsync<string>("states[0] + states.at(-1)")).ShouldBe("connectingclosed");
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("fetch")]
    [InlineData("event-source")]
    public async Task Reads_in_a_worker_too(string transport)
    {
        await using var server = await TicketServer.StartAsync(SameSiteMode.Strict);
        var page = await NewPageAsync();
        await page.RouteAsync("**/ts/worker.js", route => route.FulfillAsync(new() { Body = Worker, ContentType = "text/javascript" }));
        await page.GotoAsync(server.Page);
        await page.EvaluateAsync("""
            transport => {
              window.told = [];
              window.worker = new Worker('/ts/worker.js', { type: 'module' });
              worker.onmessage = ({ data }) => told.push(data);
              worker.onerror = error => told.push(error.message ?? 'The worker has not started.');
              worker.postMessage(transport);
            }
            """, transport);

        server.Publish(0, 10);
        await page.WaitForFunctionAsync("told.length === 10");
        server.Cut();
        server.Publish(10, 10);
        server.Complete();
        await page.WaitForFunctionAsync("told.at(-1) === 'closed'");
        (await page.EvaluateAsync<string>("told.join()")).ShouldBe($"{string.Join(',', Enumerable.Range(0, 20))},closed");
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("fetch")]
    [InlineData("event-source")]
    public async Task Who_may_not_read_is_told(string transport)
    {
        await using var server = await TicketServer.StartAsync(SameSiteMode.Strict);
        var page = await NewPageAsync();
        await page.GotoAsync(server.Page);
        await page.EvaluateAsync(Read.Replace("headers: { authorization: 'Bearer alice' }", "", StringComparison.Ordinal), new object[] { transport, false });

        await page.WaitForFunctionAsync("errors.length === 1 && hub.state === 'closed'");
        (await page.EvaluateAsync<string>("errors[0]")).ShouldContain("SseRefusedError");
        await page.CloseAsync();
    }

    private async Task<IPage> NewPageAsync()
    {
        (await node.CompileAsync()).ShouldBeEmpty();
        var page = await chromium.NewPage();
        await page.RouteAsync("**/ts/*.js", route => route.FulfillAsync(new() { Path = Path.Combine(node.Folder, "out/plain", route.Request.Url.Split('/')[^1]), ContentType = "text/javascript" }));
        return page;
    }
}
