using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>What a client says wrongly is its own error, and what an endpoint says wrongly is told when it is mapped.</summary>
public class TopicErrorTests
{
    [Theory]
    [InlineData("/delegate")]
    [InlineData("/converted")]
    [InlineData("/several")]
    [InlineData("/selection")]
    [InlineData("/awaited")]
    [InlineData("/connecting")]
    public async Task A_name_that_is_none_is_answered_with_400_and_nothing_is_logged(string path)
    {
        await using var app = await HubApp.StartAsync(map: app =>
        {
            app.MapSse<TestHub>("/delegate", o => o.Topics = http => SseTopicSelection.Of(http.Request.Query["t"].ToString()));
            app.MapSse<TestHub>("/converted", o => o.Topics = http => http.Request.Query["t"].ToString());
            app.MapSse<TestHub>("/several", o => o.Topics = http => ["fine", http.Request.Query["t"].ToString()]);
            app.MapSse<TestHub>("/connecting", o => o.OnConnecting = connecting =>
            {
                SseTopicSelection.Of(connecting.Http.Request.Query["t"].ToString());
                return default;
            });
            app.MapGet("/selection", (string t, TestHub hub) => SseResults.Subscribe(hub, SseTopicSelection.Of(t)));
            app.MapGet("/awaited", async Task<Microsoft.AspNetCore.Http.HttpResults.Results<SseHubResult<TestHub>, Microsoft.AspNetCore.Http.HttpResults.NotFound>> (string t, TestHub hub) =>
            {
                await Task.Yield();
                return SseResults.Subscribe(hub, [t, "fine"]);
            });
        });
        foreach (var name in new[] { "", "%0A", "%00", "%7F", "%C2%85", new string('x', 257) })
        {
            using var answer = await app.Http1.GetAsync(new Uri($"{path}?t={name}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, name);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Bounded()).ShouldContain("topic name");
        }
        app.Log.Errors.ShouldBeEmpty();
        app.Hub().SubscriberCount.ShouldBe(0);
    }

    [Fact]
    public async Task What_else_a_delegate_throws_is_the_programs_error()
    {
        await using var app = await HubApp.StartAsync(map: app => app.MapSse<TestHub>("/wrong", o => o.Topics = _ => throw new InvalidOperationException("on purpose")));
        using var client = await app.OpenAsync("/wrong");
        client.Response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Theory]
    [InlineData("/rooms")]
    [InlineData("/query")]
    [InlineData("/chosen")]
    [InlineData("/result")]
    public async Task A_request_without_a_topic_for_a_hub_that_requires_one_is_answered_with_400(string path)
    {
        await using var app = await StartAsync(app =>
        {
            app.MapSse<RoomHub>("/rooms/{topic?}");
            app.MapSse<RoomHub>("/query", o => o.TopicsFromQuery = true);
            app.MapSse<RoomHub>("/chosen", o => o.Topics = _ => SseTopicSelection.None);
            app.MapSse<RoomHub>("/all", o => o.Topics = _ => SseTopicSelection.All);
            app.MapGet("/result", (RoomHub hub) => SseResults.Subscribe(hub, SseTopicSelection.None));
        });
        using var client = await app.OpenAsync(path);
        client.Response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var good in new[] { "/rooms/a", "/query?topic=a", "/all" })
        {
            using var served = await app.OpenAsync(good);
            served.Response.StatusCode.ShouldBe(HttpStatusCode.OK, good);
        }
        app.Log.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/rooms/{room}", "room")]
    [InlineData("/rooms/{id:int}/{name?}", "id")]
    [InlineData("/rooms/{**rest}", "rest")]
    public async Task A_parameter_that_names_no_topic_is_an_error_at_mapping(string pattern, string parameter)
    {
        (await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(app => app.MapSse<TestHub>(pattern)))).Message.ShouldContain($"{{{parameter}}}");
        await using var chosen = await StartAsync(app => app.MapSse<TestHub>(pattern, o => o.Topics = _ => "x"));
        await using var query = await StartAsync(app => app.MapSse<TestHub>(pattern, o => o.TopicsFromQuery = true));
    }

    [Fact]
    public async Task A_hub_that_requires_topics_is_not_mapped_without_any()
    {
        (await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(app => app.MapSse<RoomHub>("/rooms")))).Message.ShouldContain("RoomHub");
        (await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(app => app.MapSse<WholeHub>("/whole/{topic}")))).Message.ShouldContain("WholeHub");
        await using var tenants = await StartAsync(app => app.MapSse<WholeHub>("/{tenant}/whole"));
    }

    [Fact]
    public async Task A_groups_part_of_the_route_counts()
    {
        await using var app = await StartAsync(app => app.MapGroup("/rooms/{topic}").MapSse<RoomHub>("/events"));
        using var client = await app.OpenAsync("/rooms/a/events");
        await client.NextAsync();
        app.Services.GetRequiredService<RoomHub>().Topic("a").Publish(new Step(1));
        (await client.NextAsync())!.ShouldContain("step");
    }

    private static Task<TestApp> StartAsync(Action<WebApplication> map) =>
        TestApp.StartAsync(map, services => services.AddSse().AddHub<TestHub>().AddHub<RoomHub>().AddHub<WholeHub>());
}

[SseHub(typeof(Step), Topics = SseTopics.Required)]
public sealed partial class RoomHub;

[SseHub(typeof(Step), Topics = SseTopics.None)]
public sealed partial class WholeHub;
