using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests;

/// <summary>Publishing by hand, and ending a stream.</summary>
public class ActionTests
{
    private static readonly (string Name, string Value) Own = ("Sse-Dashboard", "1");

    [Fact]
    public async Task An_event_is_published_as_the_hub_would()
    {
        await using var server = await StartAsync();
        (await PostAsync(server, "publish?hub=MarketHub&event=price&topic=ACME", """{"symbol":"ACME","value":1.5}""")).ShouldStartWith("OK: Published at ");
        (await PostAsync(server, "publish?event=price&topic=ACME", """{"symbol":"ACME","value":2.5}""")).ShouldStartWith("OK");
        (await PostAsync(server, "publish?event=note", """{"text":"to all"}""")).ShouldStartWith("OK");
        server.Market.GetLatest("ACME").Messages.Select(message => message.Event).ShouldBe([new Price("ACME", 2.5m)]);
        var all = new List<SseHubMessage>();
        await foreach (var message in server.Market.ReadAllAsync(SseTopicSelection.All, SseStart.Earliest, TestContext.Current.CancellationToken))
        {
            all.Add(message);
            if (all.Count == 3) break;
        }
        all.Select(message => (message.Topic, message.Event)).ShouldBe([("ACME", new Price("ACME", 1.5m)), ("ACME", new Price("ACME", 2.5m)), (null, (object)new Note("to all"))]);

        (await PostAsync(server, "publish?event=delisted&topic=ACME", """{"symbol":"ACME"}""")).ShouldStartWith("OK");
        server.Market.GetLatest("ACME").Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("publish?event=nothing", "{}", "BadRequest: The hub has no event 'nothing', or none that can be read.")]
    [InlineData("publish?event=sse-gap", "{}", "BadRequest: The hub has no event 'sse-gap', or none that can be read.")]
    [InlineData("publish?event=note%0Adata: x", "{}", "BadRequest: The hub has no event 'note\ndata: x', or none that can be read.")]
    [InlineData("publish?event=note", "{\"text\":", "BadRequest: This is no note: ")]
    [InlineData("publish?event=note", "{\"text\":\"a\"} and more", "BadRequest: This is no note: ")]
    [InlineData("publish?event=price", "{\"symbol\":\"A\",\"value\":\"high\"}", "BadRequest: This is no price: ")]
    [InlineData("publish?event=note&topic=a%0Ab", "{\"text\":\"a\"}", "BadRequest: ")]
    [InlineData("publish?hub=Other&event=note", "{}", "BadRequest: The application has no hub of that name. It has: MarketHub, NoteHub, TopicsHub, WholeHub.")]
    [InlineData("publish?hub=TopicsHub&event=note", "{\"text\":\"a\"}", "BadRequest: Name a topic: nothing is published to all readers of this hub.")]
    [InlineData("publish?hub=WholeHub&event=note&topic=a", "{\"text\":\"a\"}", "BadRequest: Name no topic: this hub has none.")]
    [InlineData("disconnect?stream=x", "", "BadRequest: The query stream is the number of a stream.")]
    [InlineData("disconnect?stream=999999", "", "NotFound: There is no such stream: it has ended already.")]
    public async Task What_is_wrong_is_said_and_nothing_happens(string path, string body, string answer)
    {
        await using var server = await StartAsync();
        (await PostAsync(server, path, body)).ShouldStartWith(answer);
        foreach (var hub in server.Services.GetServices<IHostedHub>()) hub.Core.Log.Newest.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_more_is_read_than_the_hub_takes(bool saysLength)
    {
        await using var server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sse/publish?event=note") { Content = new StringContent($$"""{"text":"{{new string('a', 5000)}}"}""") };
        if (!saysLength) request.Headers.TransferEncodingChunked = true;
        request.Headers.Add(Own.Name, Own.Value);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken).Bounded();
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        Hubs.CoreOf(server.Market).Log.Newest.ShouldBe(0);
    }

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData("Sse-Dashboard", null, null, true)]
    [InlineData("Sse-Dashboard", "same-origin", null, true)]
    [InlineData("Sse-Dashboard", "cross-site", null, false)]
    [InlineData("Sse-Dashboard", "same-site", null, false)]
    [InlineData("Sse-Dashboard", null, "http://elsewhere.example", false)]
    [InlineData("Sse-Dashboard", null, "null", false)]
    public async Task Only_the_page_itself_acts(string? header, string? site, string? origin, bool isDone)
    {
        await using var server = await StartAsync();
        var headers = new List<(string, string)>();
        if (header is not null) headers.Add((header, "1"));
        if (site is not null) headers.Add(("Sec-Fetch-Site", site));
        if (origin is not null) headers.Add(("Origin", origin));
        using var answer = await server.AskAsync(HttpMethod.Post, "/sse/publish?event=note", body: """{"text":"a"}""", headers: [.. headers]);
        answer.StatusCode.ShouldBe(isDone ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        using var other = await server.AskAsync(HttpMethod.Post, "/sse/disconnect?stream=999999", headers: [.. headers]);
        other.StatusCode.ShouldBe(isDone ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden);
        Hubs.CoreOf(server.Market).Log.Newest.ShouldBe(isDone ? 1 : 0);
    }

    [Fact]
    public async Task The_pages_own_origin_may_be_named()
    {
        await using var server = await StartAsync();
        using var answer = await server.AskAsync(HttpMethod.Post, "/sse/publish?event=note", body: """{"text":"a"}""", headers: [Own, ("Origin", server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority))]);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_stream_is_ended_and_the_others_go_on()
    {
        await using var server = await StartAsync();
        using var first = new StreamReader(await server.Client.GetStreamAsync(new Uri("/market", UriKind.Relative), TestContext.Current.CancellationToken).Bounded());
        using var second = new StreamReader(await server.Client.GetStreamAsync(new Uri("/market", UriKind.Relative), TestContext.Current.CancellationToken).Bounded());
        await Wait.Until(() => server.Market.SubscriberCount == 2);
        var stream = Hubs.CoreOf(server.Market).Log.ReadersOf(SseTopicSelection.None).Cast<Subscription>().MinBy(one => one.Number)!;
        (await PostAsync(server, $"disconnect?stream={stream.Number}", "")).ShouldBe($"OK: Stream {stream.Number} was told to end.");
        var rest = await first.ReadToEndAsync(TestContext.Current.CancellationToken).Bounded();
        rest.ShouldNotContain("~end");
        await Wait.Until(() => server.Market.SubscriberCount == 1);
        (await PostAsync(server, $"disconnect?stream={stream.Number}", "")).ShouldStartWith("NotFound");
    }

    private static Task<DashboardServer> StartAsync() => DashboardServer.StartAsync(app => app.MapSseDashboard("/sse", o => (o.AllowPublish, o.AllowDisconnect) = (true, true)).AllowAnonymous());

    private static async Task<string> PostAsync(DashboardServer server, string path, string body)
    {
        using var answer = await server.AskAsync(HttpMethod.Post, $"/sse/{path}", body: body, headers: Own);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Bounded()}";
    }
}
