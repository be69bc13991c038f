using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Authorization;

/// <summary>When an application starts it is told of topics that anyone can name, and of policies that nobody can decide by.</summary>
public class TopicsCheckTests
{
    private static readonly Dictionary<string, (Action<WebApplication> Map, string? Pattern)> Endpoints = new(StringComparer.Ordinal)
    {
        ["a route"] = (app => app.MapSse<OrderHub>("/orders/{topic}"), "/orders/{topic}"),
        ["a route of a hub with topics or without"] = (app => app.MapSse<LetterHub>("/letters/{topic?}"), "/letters/{topic?}"),
        ["a query"] = (app => app.MapSse<OrderHub>("/orders", o => o.TopicsFromQuery = true), "/orders"),
        ["a group"] = (app => app.MapGroup("/of/{topic}").RequireAuthorization().MapSse<OrderHub>("/orders"), "/of/{topic}/orders"),
        ["a user's topic and others"] = (app => app.MapSse<OrderHub>("/orders/{topic?}", o => o.TopicFromUser()), "/orders/{topic?}"),
        ["authorization of the endpoint only"] = (app => app.MapSse<OrderHub>("/orders/{topic}").RequireAuthorization(), "/orders/{topic}"),
        ["a policy"] = (app => app.MapSse<OrderHub>("/orders/{topic}").RequireTopicAuthorization(Grants.Policy), null),
        ["a policy of the group's"] = (app => app.MapGroup("/of/{topic}").RequireTopicAuthorization(Grants.Policy).MapSse<OrderHub>("/orders"), null),
        ["a delegate"] = (app => app.MapSse<OrderHub>("/orders/{topic}", o => o.AuthorizeTopic = _ => new(true)), null),
        ["a callback"] = (app => app.MapSse<OrderHub>("/orders/{topic}", o => o.OnConnecting = _ => default), null),
        ["for everyone"] = (app => app.MapSse<OrderHub>("/orders/{topic}", o => o.TopicsArePublic = true), null),
        ["the application's"] = (app => app.MapSse<OrderHub>("/orders/{topic}", o => o.Topics = _ => "a"), null),
        ["a user's topic"] = (app => app.MapSse<OrderHub>("/orders", o => o.TopicFromUser()), null),
        ["the whole hub"] = (app => app.MapSse<LetterHub>("/letters"), null),
        ["a hub without topics"] = (app => app.MapSse<WholeLetterHub>("/letters"), null),
    };

    public static TheoryData<string> Names => [.. Endpoints.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Topics_that_anyone_can_name_are_warned_of_once(string name)
    {
        var (map, pattern) = Endpoints[name];
        var (app, _) = await AuthApp.StartAsync(map, services => services.AddSse().AddHub<WholeLetterHub>());
        await using var __ = app;
        if (pattern is null)
        {
            app.Log.OfSse.ShouldBeEmpty();
            return;
        }
        var entry = app.Log.OfSse.ShouldHaveSingleItem();
        (entry.Id, entry.Level).ShouldBe((25, LogLevel.Warning));
        entry.Message.ShouldStartWith(pattern + ": whoever may call this endpoint can read any topic of ");
        foreach (var way in new[] { "RequireTopicAuthorization", "AuthorizeTopic", "TopicsArePublic", "TopicFromUser" }) entry.Message.ShouldContain(way);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_policy_without_AddAuthorization_is_found_at_the_start(bool isMapped)
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => TestApp.StartAsync(
            app =>
            {
                if (isMapped) app.MapSse<OrderHub>("/orders/{topic}").RequireTopicAuthorization("CanSeeOrder");
                else app.MapGet("/orders/{id}", (string id, OrderHub hub) => SseResults.Subscribe(hub, id)).RequireTopicAuthorization("CanSeeOrder");
            },
            services => services.AddSse().AddHub<OrderHub>()));
        failure.Message.ShouldContain("services.AddAuthorization()");
        failure.Message.ShouldContain("/orders/");
    }

    [Fact]
    public async Task An_endpoint_that_cant_be_built_is_told_as_ever()
    {
        await using var app = await TestApp.StartAsync(app => app.MapGet("/broken", (WrongBody one, WrongBody two) => one ?? two), services => services.AddSse());
        (await app.StatusAsync("/broken")).ShouldBe(System.Net.HttpStatusCode.InternalServerError);
    }

    internal sealed record WrongBody(int X);
}
