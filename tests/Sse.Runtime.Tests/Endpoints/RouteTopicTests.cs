using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Rewrite;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>Every name of a topic reaches it from a route, or is refused in words: never another's events.</summary>
public class RouteTopicTests
{
    private static readonly string[] Topics =
    [
        "a/b", "a%2Fb", "a%2fb", "a%252Fb", "%", "%25", "100%", "%zz", "%C3", "//", "/", "a//b", "a/../b", "../a", "./a", "...", ".a", "a.", "~", "~end",
        "a b", "a+b", "a?b", "a#c", "a;b", "a:b@c", "{topic}", "[x]", "\\", "\"", "é", "é", "日本語", "🙂", "A", new string('/', 256), new string('%', 256),
        string.Concat(Enumerable.Repeat("€", 85)),
    ];

    public static TheoryData<string, string> Routes => new()
    {
        { "/plain/{topic}", "/plain/#" },
        { "/named/room-{topic}.events", "/named/room-#.events" },
        { "/all/{*topic}", "/all/#" },
        { "/{tenant}/behind/{topic}/events", "/a%2Fb/behind/#/events" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Each_name_reaches_its_topic(string pattern, string path)
    {
        await using var app = await HubApp.StartAsync(map: app => app.MapSse<TestHub>(pattern));
        foreach (var topic in Topics)
        foreach (var escaped in new[] { Uri.EscapeDataString(topic), EscapeAll(topic) })
            await ReadsAsync(app, path.Replace("#", escaped, StringComparison.Ordinal), topic);
    }

    [Fact]
    public async Task A_path_base_and_dots_on_the_way_change_nothing()
    {
        await using var app = await HubApp.StartAsync(map: app =>
        {
            app.UsePathBase("/base");
            app.UseRouting();
            app.MapSse<TestHub>("/here/{topic}");
        });
        await ReadsAsync(app, "/base/here/a%2Fb", "a/b");
        await ReadsAsync(app, "/base/x/../here/a%252Fb", "a%2Fb");
        await ReadsAsync(app, "/base/./here/a%2Fb", "a/b");
        await ReadsAsync(app, "/here/a%2fb?topic=c", "a/b");
    }

    [Fact]
    public async Task The_whole_address_as_a_target_is_read_too()
    {
        await using var app = await HubApp.StartAsync();
        using var client = await RawClient.SendAsync(app, $"http://{app.Http1.BaseAddress!.Authority}/hub/a%252Fb");
        await client.ReadUntilAsync("retry: 3000\n\n");
        app.Hub().Topic("a%2Fb").Publish(new Step(7));
        (await client.ReadUntilAsync("\"n\"")).ShouldContain("/a%252Fb\n");
    }

    [Theory]
    [InlineData("/hub/.")]
    [InlineData("/hub/..%2f/../%2e")]
    [InlineData("/hub/%2E")]
    [InlineData("/hub/a/..")]
    [InlineData("/hub/a%C3%25")]
    [InlineData("/hub/%25%zz")]
    public async Task What_can_not_be_read_is_refused_in_words(string path)
    {
        await using var app = await HubApp.StartAsync();
        using var client = await RawClient.SendAsync(app, path);
        var answer = await client.ReadUntilAsync("}");
        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldMatch("query|UTF-8");
        app.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_path_that_was_rewritten_is_refused_where_it_can_be_read_in_two_ways()
    {
        await using var app = await HubApp.StartAsync(map: app =>
        {
            app.UseRewriter(new RewriteOptions().AddRewrite("^old/(.*)$", "here/$1", skipRemainingRules: true));
            app.UseRouting();
            app.MapSse<TestHub>("/here/{topic}");
        });
        await ReadsAsync(app, "/old/a", "a");
        using var client = await app.OpenAsync("/old/a%252Fb");
        client.Response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_endpoint_of_its_own_reads_it_by_GetRouteTopic_and_else_is_no_others()
    {
        await using var app = await HubApp.StartAsync(map: app =>
        {
            app.MapGet("/right/{room}", (HttpRequest request, TestHub hub) => SseResults.Subscribe(hub, request.GetRouteTopic("room")!));
            app.MapGet("/simple/{room}", (string room, TestHub hub) => SseResults.Subscribe(hub, room));
            app.MapGet("/selection/{room}", (string room, TestHub hub) => SseResults.Subscribe(hub, SseTopicSelection.Of("x", room)));
            app.MapSse<TestHub>("/chosen/{room}", o => o.Topics = http => (string)http.Request.RouteValues["room"]!);
        });
        foreach (var topic in Topics) await ReadsAsync(app, "/right/" + Uri.EscapeDataString(topic), topic);
        foreach (var path in new[] { "/simple/", "/selection/", "/chosen/" })
        {
            await ReadsAsync(app, path + "a%252Fb", "a%2Fb");
            await ReadsAsync(app, path + "100%25", "100%");
            using var client = await app.OpenAsync(path + "a%2Fb");
            client.Response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
        }
    }

    private static async Task ReadsAsync(TestApp app, string path, string topic)
    {
        using var client = await RawClient.SendAsync(app, path);
        (await client.ReadUntilAsync("\n\n")).ShouldStartWith("HTTP/1.1 200", customMessage: path);
        await Wait.Until(() => app.Hub().Topic(topic).SubscriberCount == 1);
        // Whoever reads is cut, so that the next one is alone.
        client.Dispose();
        await Wait.Until(() => app.Hub().SubscriberCount == 0);
    }

    private static string EscapeAll(string topic) => string.Concat(Encoding.UTF8.GetBytes(topic).Select(code => $"%{code:x2}"));
}
