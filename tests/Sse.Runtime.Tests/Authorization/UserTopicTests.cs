using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sse.Tests.Hub;

namespace Sse.Tests.Authorization;

/// <summary>Each user reads what is published to them, and nobody else does.</summary>
public class UserTopicTests
{
    [Theory]
    [InlineData("alice", "bob")]
    [InlineData("alice", "Alice")]
    [InlineData("1", "11")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a", "sse-user.a")]
    [InlineData("x y", "x+y")]
    public async Task A_user_reads_their_own_topic_and_no_other(string one, string other)
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        app.Letters().User(one).Publish(new Text($"to {one}"));
        app.Letters().User(other).Publish(new Text($"to {other}"));
        app.Letters().Topic(one).Publish(new Text("to a topic of that name"));
        app.Letters().Publish(new Text("end"));
        (await app.ReadToEndAsync("/mine", one)).ShouldBe([$"to {one}"]);
        (await app.ReadToEndAsync("/mine", other)).ShouldBe([$"to {other}"]);
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_asked_to()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        using var anonymous = await app.SendAsync("/mine");
        (anonymous.StatusCode, anonymous.Headers.WwwAuthenticate.ToString()).ShouldBe((HttpStatusCode.Unauthorized, "Header"));
        (await app.StatusAsync("/mine", user: null, HttpMethod.Head)).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/mine", headers: ("Last-Event-ID", "e-1~end"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/with/room?topic=")).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/with/room?topic=", "alice")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("no id", "sub=x")]
    [InlineData("blank", $"{ClaimTypes.NameIdentifier}=")]
    [InlineData("blank", $"{ClaimTypes.NameIdentifier}= ")]
    [InlineData("several ids", $"{ClaimTypes.NameIdentifier}=a", $"{ClaimTypes.NameIdentifier}=b")]
    [InlineData("several ids", $"{ClaimTypes.NameIdentifier}=a", $"{ClaimTypes.NameIdentifier}=A")]
    [InlineData("several ids", $"{ClaimTypes.NameIdentifier}=a", $"{ClaimTypes.NameIdentifier}=")]
    [InlineData("247 bytes", $"{ClaimTypes.NameIdentifier}=long")]
    public async Task Who_has_no_id_to_be_known_by_is_refused_and_reads_nothing_of_the_whole_hub(string why, params string[] claims)
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        var headers = claims.Select(claim => (HeaderScheme.Claim, claim.Replace("=long", "=" + new string('x', 248), StringComparison.Ordinal))).ToArray();
        (await app.StatusAsync("/mine", headers: headers)).ShouldBe(HttpStatusCode.Forbidden);
        var entry = app.Log.OfSse.ShouldHaveSingleItem();
        (entry.Id, entry.Level).ShouldBe((27, LogLevel.Warning));
        entry.Message.ShouldContain(why);
        entry.Message.ShouldContain(ClaimTypes.NameIdentifier);
        entry.Message.ShouldNotContain("xxx");
    }

    [Fact]
    public async Task The_same_id_twice_is_one()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        (await app.StatusAsync("/mine", "alice", headers: (HeaderScheme.Claim, $"{ClaimTypes.NameIdentifier}=alice"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_claim_may_hold_the_id()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        app.Letters().User("7").Publish(new Text("to 7"));
        app.Letters().User("alice").Publish(new Text("to alice"));
        app.Letters().Publish(new Text("end"));
        (await app.ReadToEndAsync("/by-sub", "alice", (HeaderScheme.Claim, "sub=7"))).ShouldBe(["to 7"]);
        (await app.StatusAsync("/by-sub", "alice")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Claims_of_an_identity_that_was_not_authenticated_dont_count()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        (await app.StatusAsync("/mine?anonymous-id=bob")).ShouldBe(HttpStatusCode.Unauthorized);
        app.Letters().User("bob").Publish(new Text("to bob"));
        app.Letters().User("alice").Publish(new Text("to alice"));
        app.Letters().Publish(new Text("end"));
        (await app.ReadToEndAsync("/mine?anonymous-id=bob", "alice")).ShouldBe(["to alice"]);
    }

    [Fact]
    public async Task It_comes_besides_what_the_route_the_query_or_the_application_names()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        app.Letters().User("alice").Publish(new Text("to alice"));
        app.Letters().User("bob").Publish(new Text("to bob"));
        app.Letters().Topic("room").Publish(new Text("to room"));
        app.Letters().Publish(new Text("end"));
        (await app.ReadToEndAsync("/with/room", "alice")).ShouldBe(["to alice", "to room"]);
        (await app.ReadToEndAsync("/with-own", "alice")).ShouldBe(["to alice", "to room"]);
        (await app.ReadToEndAsync("/with-all", "alice")).ShouldBe(["to alice", "to bob", "to room"]);
    }

    [Theory]
    [InlineData("/any/sse-user.bob")]
    [InlineData("/any/%73se-user%2ebob")]
    [InlineData("/any/SSE-USER.bob/../sse-user.bob")]
    [InlineData("/any/room?topic=sse-user.bob")]
    [InlineData("/any?topic=room&topic=sse-user.bob")]
    [InlineData("/any?topic=sse-user.")]
    [InlineData("/with/sse-user.bob")]
    [InlineData("/with/sse-user.alice")]
    [InlineData("/own/sse-user.bob")]
    [InlineData("/own-by-name/sse-user.bob")]
    [InlineData("/own-by-query?of=sse-user.bob")]
    [InlineData("/own-in-parts/sse-user/bob")]
    [InlineData("/chosen?of=sse-user.bob")]
    public async Task Nobody_names_a_users_topic(string path)
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        using var client = await RawClient.SendAsync(app, path, $"{HeaderScheme.User}: alice");
        (await client.ReadUntilAsync("\r\n\r\n")).ShouldStartWith("HTTP/1.1 403 ");
        app.Log.OfSse.ShouldHaveSingleItem().Message.ShouldNotContain("bob");
        (await app.StatusAsync(path.Replace("SSE-USER.bob/../", "", StringComparison.Ordinal))).ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/any/SSE-USER.bob")]
    [InlineData("/any/sse-users")]
    [InlineData("/any/sse-user%E2%80%A4bob")]
    [InlineData("/any/%20sse-user.bob")]
    public async Task Names_that_only_look_alike_are_other_topics(string path)
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        app.Letters().User("bob").Publish(new Text("to bob"));
        app.Letters().Publish(new Text("end"));
        (await app.ReadToEndAsync(path, "alice")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_application_may_choose_whose_topic_is_read()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        app.Letters().User("bob").Publish(new Text("to bob"));
        app.Letters().Publish(new Text("end"));
        (await app.ReadToEndAsync("/support/bob", "alice")).ShouldBe(["to bob"]);
    }

    [Fact]
    public async Task A_hub_without_topics_has_none_for_users_and_one_that_requires_them_has()
    {
        (await Should.ThrowAsync<InvalidOperationException>(() => TestApp.StartAsync(app => app.MapSse<WholeLetterHub>("/mine", o => o.TopicFromUser()), services => services.AddSse().AddHub<WholeLetterHub>())))
            .Message.ShouldContain("no topics");
        var (app, _) = await AuthApp.StartAsync(app => app.MapSse<OrderHub>("/mine", o => o.TopicFromUser()));
        await using var __ = app;
        (await app.StatusAsync("/mine", "alice")).ShouldBe(HttpStatusCode.OK);
    }

    private static Task<(TestApp App, Grants Grants)> StartAsync() => AuthApp.StartAsync(app =>
    {
        app.UseAuthentication();
        app.Use((http, next) =>
        {
            if (http.Request.Query["anonymous-id"] is [{ } id]) http.User.AddIdentity(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)]));
            return next(http);
        });
        app.UseRouting();
        app.MapSse<LetterHub>("/mine", o => o.TopicFromUser());
        app.MapSse<LetterHub>("/by-sub", o => o.TopicFromUser("sub"));
        app.MapSse<LetterHub>("/with/{topic?}", o => (o.TopicsArePublic, o.TopicsFromQuery) = Own(o));
        app.MapSse<LetterHub>("/with-own", o =>
        {
            o.TopicFromUser();
            o.Topics = _ => "room";
        });
        app.MapSse<LetterHub>("/with-all", o =>
        {
            o.TopicFromUser();
            o.Topics = _ => SseTopicSelection.All;
        });
        app.MapSse<LetterHub>("/any/{topic?}", o => (o.TopicsArePublic, o.TopicsFromQuery) = (true, true));
        app.MapSse<LetterHub>("/chosen", o => o.Topics = http => http.Request.Query["of"].ToString());
        app.MapGet("/own/{x}", (string x, LetterHub hub) => SseResults.Subscribe(hub, x));
        app.MapGet("/own-by-name/{topic}", (HttpRequest request, LetterHub hub) => SseResults.Subscribe(hub, [request.GetRouteTopic()!, "room"]));
        app.MapGet("/own-by-query", (string of, LetterHub hub) => SseResults.Subscribe(hub, of));
        app.MapGet("/own-in-parts/{kind}/{id}", (string kind, string id, LetterHub hub) => SseResults.Subscribe(hub, $"{kind}.{id}"));
        app.MapGet("/support/{id}", (string id, LetterHub hub) => SseResults.Subscribe(hub, SseTopicSelection.User(id)));
    });

    private static (bool, bool) Own(SseEndpointOptions options)
    {
        options.TopicFromUser();
        return (true, true);
    }
}

[SseHub(typeof(Text), Topics = SseTopics.None)]
public sealed partial class WholeLetterHub;
