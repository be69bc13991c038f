using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Authorization;

/// <summary>What decides, in which order, and what a client that may not read is told.</summary>
public class RefusalTests
{
    [Fact]
    public async Task All_topics_are_asked_about_as_such_and_refused_unless_they_are_granted()
    {
        var (app, grants) = await AuthApp.StartAsync(app => app.MapSse<LetterHub>("/all", o => o.Topics = _ => SseTopicSelection.All).RequireTopicAuthorization(Grants.Policy));
        await using var _ = app;
        grants.Give("alice", "a", "null", "").Give("root", Grants.All);
        app.Letters().Topic("a").Publish(new Text("to a"));
        app.Letters().Publish(new Text("end"));
        (await app.StatusAsync("/all", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.ReadToEndAsync("/all", "root")).ShouldBe(["to a"]);
        grants.Asked.Distinct().ShouldBe([Grants.All]);
    }

    [Fact]
    public async Task A_delegate_that_doesnt_think_of_all_topics_refuses_them()
    {
        // With a name that were null, a user without the claim would have it.
        var (app, _) = await AuthApp.StartAsync(app => app.MapSse<LetterHub>("/all", o =>
        {
            o.Topics = _ => SseTopicSelection.All;
            o.AuthorizeTopic = asked => new(asked.Http.User.FindFirst("room")?.Value == asked.Topic);
        }));
        await using var __ = app;
        (await app.StatusAsync("/all", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/all")).ShouldBe(HttpStatusCode.Forbidden);
        app.Log.Errors.ShouldAllBe(entry => entry.Exception!.Message.Contains("IsAll", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_and_a_delegate_must_agree_and_so_must_several_policies()
    {
        var (app, grants) = await AuthApp.StartAsync(app =>
        {
            app.MapSse<LetterHub>("/both/{topic}", o => o.AuthorizeTopic = asked => new(asked.Topic != "refused-by-delegate")).RequireTopicAuthorization(Grants.Policy);
            app.MapSse<LetterHub>("/two/{topic}").RequireTopicAuthorization(Grants.Policy)
                .RequireTopicAuthorization(policy => policy.RequireAssertion(context => ((SseTopicResource)context.Resource!).Topic.Length > 1));
        });
        await using var _ = app;
        grants.Give("alice", "a", "ab", "refused-by-delegate");
        (await app.StatusAsync("/both/a", "alice")).ShouldBe(HttpStatusCode.OK);
        (await app.StatusAsync("/both/b", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/both/refused-by-delegate", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/two/ab", "alice")).ShouldBe(HttpStatusCode.OK);
        (await app.StatusAsync("/two/a", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/two/xy", "alice")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_policy_that_there_isnt_refuses_and_is_logged()
    {
        var (app, _) = await AuthApp.StartAsync(app => app.MapSse<LetterHub>("/of/{topic}").RequireTopicAuthorization("Misspelled"));
        await using var __ = app;
        (await app.StatusAsync("/of/a", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        await Wait.Until(() => app.Log.Errors.Any());
        app.Log.Errors.ShouldHaveSingleItem().Exception!.Message.ShouldContain("'Misspelled'");
    }

    [Fact]
    public async Task The_resource_names_the_hub_the_topic_and_whose_it_is()
    {
        SseTopicResource? seen = null;
        var (app, _) = await AuthApp.StartAsync(app => app.MapSse<LetterHub>("/of/{topic}", o => o.TopicFromUser()).RequireTopicAuthorization(policy => policy.RequireAssertion(context =>
        {
            seen = (SseTopicResource)context.Resource!;
            return seen.UserId is not null || seen.Topic == "a/b";
        })));
        await using var __ = app;
        (await app.StatusAsync("/of/a%2Fb", "alice")).ShouldBe(HttpStatusCode.OK);
        (seen!.Hub, seen.Topic, seen.UserId, seen.IsAll).ShouldBe((typeof(LetterHub), "a/b", null, false));
        (await app.StatusAsync("/of/c", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        new SseTopicResource(typeof(LetterHub), SseUserTopic.NameOf("alice")).UserId.ShouldBe("alice");
        SseTopicResource.AllOf(typeof(LetterHub)).UserId.ShouldBeNull();
    }

    [Fact]
    public async Task OnConnecting_is_told_of_nobody_who_may_not_read()
    {
        var told = new List<string>();
        var (app, grants) = await AuthApp.StartAsync(app => app.MapSse<LetterHub>("/of/{topic}", o => o.OnConnecting = connecting =>
        {
            told.Add(connecting.Topics[0]);
            return default;
        }).RequireTopicAuthorization(Grants.Policy));
        await using var _ = app;
        grants.Give("alice", "a");
        await app.StatusAsync("/of/b", "alice");
        await app.StatusAsync("/of/a");
        told.ShouldBeEmpty();
        await app.StatusAsync("/of/a", "alice");
        told.ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_policy_may_ask_another_scheme_and_its_user_is_the_streams()
    {
        SseSubscriber? subscriber = null;
        var (app, grants) = await AuthApp.StartAsync(
            app => app.MapSse<LetterHub>("/of/{topic}").RequireTopicAuthorization(policy => policy.AddAuthenticationSchemes("Header").AddRequirements(new Grants.MayRead())),
            services => services.AddAuthentication("Other").AddCookie("Other"));
        await using var _ = app;
        grants.Give("alice", "a");
        using var reader = await EventReader.OpenAsync(await app.SendAsync("/of/a", "alice"));
        reader.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await reader.NextAsync();
        app.Letters().Disconnect(found =>
        {
            subscriber = found;
            return false;
        });
        subscriber!.User!.Identity!.Name.ShouldBe("alice");
        using var anonymous = await app.SendAsync("/of/a");
        (anonymous.StatusCode, anonymous.Headers.WwwAuthenticate.ToString()).ShouldBe((HttpStatusCode.Unauthorized, "Header"));
    }

    [Fact]
    public async Task A_policys_own_scheme_challenges_where_the_application_has_no_default()
    {
        var (app, _) = await AuthApp.StartAsync(
            app => app.MapSse<LetterHub>("/of/{topic}").RequireTopicAuthorization(policy => policy.AddAuthenticationSchemes("Header").RequireAuthenticatedUser()),
            services => services.AddAuthentication(o => o.DefaultScheme = null).AddCookie("Other"));
        await using var __ = app;
        using var anonymous = await app.SendAsync("/of/a");
        (anonymous.StatusCode, anonymous.Headers.WwwAuthenticate.ToString()).ShouldBe((HttpStatusCode.Unauthorized, "Header"));
        (await app.StatusAsync("/of/a", "alice")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cookies_login_page_is_no_answer_to_a_stream()
    {
        var (app, _) = await AuthApp.StartAsync(
            app => app.MapSse<LetterHub>("/of/{topic}").RequireTopicAuthorization(Grants.Policy),
            services => services.AddAuthentication("Cookie").AddCookie("Cookie"));
        await using var __ = app;
        (await app.StatusAsync("/of/a")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_applications_own_answer_to_refusals_is_given()
    {
        var (app, _) = await AuthApp.StartAsync(
            app => app.MapSse<LetterHub>("/of/{topic}").RequireTopicAuthorization(Grants.Policy),
            services => services.AddSingleton<IAuthorizationMiddlewareResultHandler, HidesWhatThereIs>());
        await using var __ = app;
        (await app.StatusAsync("/of/a", "alice")).ShouldBe(HttpStatusCode.NotFound);
        // One that lets go on changes nothing: there is nothing to go on with.
        (await app.StatusAsync("/of/a")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_delegate_needs_no_authorization_services()
    {
        await using var app = await TestApp.StartAsync(
            app => app.MapSse<LetterHub>("/of/{topic}", o => o.AuthorizeTopic = asked => new(asked.Topic == "a")),
            services => services.AddSse().AddHub<LetterHub>());
        (await app.StatusAsync("/of/a")).ShouldBe(HttpStatusCode.OK);
        (await app.StatusAsync("/of/b")).ShouldBe(HttpStatusCode.Unauthorized);
        app.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_policy_without_authentication_is_answered_with_a_status()
    {
        await using var app = await TestApp.StartAsync(
            app => app.MapSse<LetterHub>("/of/{topic}").RequireTopicAuthorization(policy => policy.RequireAssertion(context => ((SseTopicResource)context.Resource!).Topic == "a")),
            services => services.AddAuthorization().AddSse().AddHub<LetterHub>());
        (await app.StatusAsync("/of/a")).ShouldBe(HttpStatusCode.OK);
        (await app.StatusAsync("/of/b")).ShouldBe(HttpStatusCode.Unauthorized);
        app.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_is_none_is_a_mistake_and_nobody_is_asked()
    {
        var (app, grants) = await AuthApp.StartAsync(app => app.MapSse<OrderHub>("/of/{topic?}", o => o.TopicsFromQuery = true).RequireTopicAuthorization(Grants.Policy));
        await using var _ = app;
        (await app.StatusAsync("/of/%00", "alice")).ShouldBe(HttpStatusCode.BadRequest);
        (await app.StatusAsync("/of", "alice")).ShouldBe(HttpStatusCode.BadRequest);
        (await app.StatusAsync($"/of/a?topic={new string('x', 257)}", "alice")).ShouldBe(HttpStatusCode.BadRequest);
        (await app.StatusAsync($"/of?{string.Join('&', Enumerable.Range(0, 101).Select(n => $"topic={n}"))}", "alice")).ShouldBe(HttpStatusCode.BadRequest);
        grants.Asked.ShouldBeEmpty();
        grants.Give("alice", [.. Enumerable.Range(0, 100).Select(n => $"{n}")]);
        (await app.StatusAsync($"/of?{string.Join('&', Enumerable.Range(0, 100).Select(n => $"topic={n}"))}", "alice")).ShouldBe(HttpStatusCode.OK);
        grants.Asked.Count.ShouldBe(100);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_leaves_while_it_is_asked_about_is_no_error(bool byPolicy)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (app, _) = await AuthApp.StartAsync(app =>
        {
            app.Use(async (http, next) =>
            {
                try { await next(http); }
                finally { ended.TrySetResult(); }
            });
            if (byPolicy) app.MapSse<LetterHub>("/of/{topic}").RequireTopicAuthorization(policy => policy.RequireAssertion(async _ => await WaitAsync(app.Services.GetRequiredService<IHttpContextAccessor>().HttpContext!)));
            else app.MapSse<LetterHub>("/of/{topic}", o => o.AuthorizeTopic = async asked => await WaitAsync(asked.Http));
        }, services => services.AddHttpContextAccessor());
        await using var __ = app;
        var client = await RawClient.SendAsync(app, "/of/a");
        await entered.Task.Bounded();
        client.Dispose();
        await ended.Task.Bounded();
        await app.StopAsync();
        app.Log.Errors.ShouldBeEmpty();
        app.Log.OfSse.ShouldBeEmpty();

        async Task<bool> WaitAsync(HttpContext http)
        {
            entered.TrySetResult();
            await Wait.Forever(http.RequestAborted);
            return true;
        }
    }

    [Fact]
    public async Task Who_is_asked_about_while_the_host_stops_is_told_to_come_back_and_gets_no_event()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (app, _) = await AuthApp.StartAsync(app => app.MapSse<LetterHub>("/of/{topic}", o => o.AuthorizeTopic = async _ =>
        {
            entered.TrySetResult();
            await Wait.Forever(app.Lifetime.ApplicationStopping);
            return true;
        }));
        await using var __ = app;
        app.Letters().Topic("a").Publish(new Text("to a"));
        var opening = app.OpenAsync("/of/a", lastEventId: "earliest");
        await entered.Task.Bounded();
        var stop = app.StopAsync();
        using var client = await opening;
        client.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var blocks = await client.RestAsync();
        blocks[^1].ShouldMatch("retry: [1-5][0-9]{3}$");
        blocks.ShouldNotContain(block => block.Contains("to a", StringComparison.Ordinal));
        await stop;
        app.Log.Errors.ShouldBeEmpty();
    }

    private sealed class HidesWhatThereIs : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (!authorizeResult.Forbidden) return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
    }
}
