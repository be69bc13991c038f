using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sse.Tests.Hub;

namespace Sse.Tests.Authorization;

/// <summary>Each topic of a stream is asked about before it opens, wherever its name came from.</summary>
public class TopicPolicyTests
{
    private static readonly Dictionary<string, Action<WebApplication>> Ways = new(StringComparer.Ordinal)
    {
        ["MapSse with a policy by its name"] = app => app.MapSse<LetterHub>("/of/{topic?}", o => o.TopicsFromQuery = true).RequireTopicAuthorization(Grants.Policy),
        ["MapSse with a policy"] = app => app.MapSse<LetterHub>("/of/{topic?}", o => o.TopicsFromQuery = true).RequireTopicAuthorization(new AuthorizationPolicyBuilder().AddRequirements(new Grants.MayRead()).Build()),
        ["MapSse with a policy that is built"] = app => app.MapSse<LetterHub>("/of/{topic?}", o => o.TopicsFromQuery = true).RequireTopicAuthorization(policy => policy.AddRequirements(new Grants.MayRead())),
        ["MapSse with a delegate"] = app => app.MapSse<LetterHub>("/of/{topic?}", o => (o.TopicsFromQuery, o.AuthorizeTopic) = (true, AskGrants)),
        ["MapSse with topics of the application's"] = app => app.MapSse<LetterHub>("/of/{x?}", o => o.Topics = Named).RequireTopicAuthorization(Grants.Policy),
        ["Subscribe with a policy"] = app => app.MapGet("/of/{x?}", (HttpContext http, LetterHub hub) => SseResults.Subscribe(hub, Named(http))).RequireTopicAuthorization(Grants.Policy),
        ["Subscribe with a delegate"] = app => app.MapGet("/of/{x?}", (HttpContext http, LetterHub hub) => SseResults.Subscribe(hub, Named(http), new SseSubscribeOptions { AuthorizeTopic = AskGrants })),
        ["a result without its type"] = app => app.MapGet("/of/{x?}", IResult (HttpContext http, LetterHub hub) => SseResults.Subscribe(hub, Named(http))).RequireTopicAuthorization(Grants.Policy),
        ["a group"] = app => app.MapGroup("/of").RequireTopicAuthorization(Grants.Policy).MapSse<LetterHub>("/{topic?}", o => o.TopicsFromQuery = true),
        ["a group that says it afterwards"] = app =>
        {
            var group = app.MapGroup("/of");
            group.MapSse<LetterHub>("/{topic?}", o => o.TopicsFromQuery = true);
            group.RequireTopicAuthorization(Grants.Policy);
        },
        ["controllers"] = app => app.MapControllers().RequireTopicAuthorization(Grants.Policy),
    };

    public static TheoryData<string> AllWays => [.. Ways.Keys];

    public static TheoryData<string> MappedWays => [.. Ways.Keys.Where(way => way.StartsWith("MapSse", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(AllWays))]
    public async Task Who_may_read_all_of_them_reads_them_and_anybody_else_nothing(string way)
    {
        var (app, grants) = await StartAsync(way);
        await using var _ = app;
        grants.Give("alice", "a", "b");
        app.Letters().Topic("a").Publish(new Text("to a"));
        app.Letters().Topic("b").Publish(new Text("to b"));
        app.Letters().Topic("c").Publish(new Text("to c"));
        app.Letters().Publish(new Text("end"));

        (await app.ReadToEndAsync("/of/a?topic=b", "alice")).ShouldBe(["to a", "to b"]);
        (await app.ReadToEndAsync("/of/b", "alice")).ShouldBe(["to b"]);
        (await app.StatusAsync("/of/c", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/of/a?topic=c", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/of/c?topic=a", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/of/a?topic=b&topic=c", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/of/a", "bob")).ShouldBe(HttpStatusCode.Forbidden);
        using var anonymous = await app.SendAsync("/of/a");
        (anonymous.StatusCode, anonymous.Headers.WwwAuthenticate.ToString()).ShouldBe((HttpStatusCode.Unauthorized, "Header"));
        grants.Asked.ShouldContain("a");
        await Wait.Until(() => app.Letters().SubscriberCount == 0);
        app.Log.Errors.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(AllWays))]
    public async Task What_goes_to_the_whole_hub_needs_the_endpoints_policy_only(string way)
    {
        var (app, grants) = await StartAsync(way);
        await using var _ = app;
        app.Letters().Topic("a").Publish(new Text("to a"));
        app.Letters().Publish(new Text("to everyone"));
        app.Letters().Publish(new Text("end"));
        (await app.ReadToEndAsync("/of")).ShouldBe(["to everyone"]);
        grants.Asked.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(MappedWays))]
    public async Task HEAD_is_answered_as_GET_is(string way)
    {
        var (app, grants) = await StartAsync(way);
        await using var _ = app;
        grants.Give("alice", "a");
        (await app.StatusAsync("/of/a", "alice", HttpMethod.Head)).ShouldBe(HttpStatusCode.OK);
        (await app.StatusAsync("/of/a", "bob", HttpMethod.Head)).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/of/a", user: null, HttpMethod.Head)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [MemberData(nameof(AllWays))]
    public async Task Who_comes_back_is_asked_again(string way)
    {
        var (app, grants) = await StartAsync(way);
        await using var _ = app;
        grants.Give("alice", "a");
        string? id;
        using (var reader = await EventReader.OpenAsync(await app.SendAsync("/of/a", "alice")))
        {
            await reader.NextAsync();
            app.Letters().Topic("a").Publish(new Text("first"));
            id = (await reader.NextAsync())!.Split('\n')[0]["id: ".Length..];
        }
        grants.Asked.Clear();
        (await app.StatusAsync("/of/a", "alice", headers: ("Last-Event-ID", id))).ShouldBe(HttpStatusCode.OK);
        grants.Asked.ShouldBe(["a"]);
        grants.Take("alice", "a");
        (await app.StatusAsync("/of/a", "alice", headers: ("Last-Event-ID", id))).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync($"/of/a?lastEventId={id}", "alice")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [MemberData(nameof(AllWays))]
    public async Task Who_has_read_to_the_end_hears_so_only_while_it_may_read(string way)
    {
        var (app, grants) = await StartAsync(way);
        await using var _ = app;
        grants.Give("alice", "a");
        (await app.StatusAsync("/of/a", "alice", headers: ("Last-Event-ID", "e-1/a~end"))).ShouldBe(HttpStatusCode.NoContent);
        (await app.StatusAsync("/of/a", "bob", headers: ("Last-Event-ID", "e-1/a~end"))).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/of/a", user: null, headers: ("Last-Event-ID", "e-1/a~end"))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [MemberData(nameof(AllWays))]
    public async Task What_throws_refuses_and_is_logged(string way)
    {
        var (app, grants) = await StartAsync(way);
        await using var _ = app;
        grants.Give("alice", "a", "b").Failure = resource => resource.Topic == "b" ? new InvalidOperationException("on purpose") : null;
        (await app.StatusAsync("/of/a?topic=b", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/of/a", "alice")).ShouldBe(HttpStatusCode.OK);
        await Wait.Until(() => app.Log.Errors.Any());
        var entry = app.Log.Errors.ShouldHaveSingleItem();
        (entry.Category, entry.Id, entry.Level).ShouldBe(("Sse", 26, LogLevel.Error));
        entry.Message.ShouldNotContain("alice");
        entry.Exception.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task A_topics_name_that_is_asked_about_wrongly_refuses_too()
    {
        var (app, grants) = await StartAsync("MapSse with a delegate");
        await using var _ = app;
        grants.Failure = resource => new SseTopicNameException("on purpose", nameof(resource));
        (await app.StatusAsync("/of/a", "alice")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static SseTopicSelection Named(HttpContext http)
    {
        var names = http.Request.Query["topic"].ToList();
        if (http.Request.RouteValues["x"] is string own) names.Insert(0, own);
        return names.ToArray()!;
    }

    private static ValueTask<bool> AskGrants(SseTopicAuthorization asked) => new(asked.Http.RequestServices.GetServices<IAuthorizationHandler>().OfType<Grants>().Single().Has(asked.Http.User, asked.Resource));

    private static Task<(TestApp App, Grants Grants)> StartAsync(string way) =>
        AuthApp.StartAsync(Ways[way], services => services.AddControllers().AddApplicationPart(typeof(LettersController).Assembly));
}

[Microsoft.AspNetCore.Mvc.ApiController]
[Microsoft.AspNetCore.Mvc.Route("of")]
public sealed class LettersController(IServiceProvider services) : Microsoft.AspNetCore.Mvc.ControllerBase
{
    [Microsoft.AspNetCore.Mvc.HttpGet("{x?}")]
    public SseHubResult<LetterHub> Of(string? x, [Microsoft.AspNetCore.Mvc.FromQuery] string[] topic) =>
        SseResults.Subscribe(services.GetRequiredService<LetterHub>(), x is null ? topic : [x, .. topic]);
}
