using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Authorization;

/// <summary>[Authorize] on a hub's class holds whoever opens the stream.</summary>
public class HubAuthorizeTests
{
    private static readonly (string, string) Trader = (HeaderScheme.Claim, "role=trader");

    [Theory]
    [InlineData("/mapped")]
    [InlineData("/subscribed")]
    [InlineData("/topic")]
    [InlineData("/untyped")]
    [InlineData("/async")]
    [InlineData("/group")]
    [InlineData("/of-traders")]
    [InlineData("/also-authorized")]
    [InlineData("/said-again")]
    [InlineData("/middleware")]
    public async Task It_holds_for_results_as_for_what_is_mapped(string path)
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        using var anonymous = await app.SendAsync(path);
        app.Log.Errors.ShouldBeEmpty();
        (anonymous.StatusCode, anonymous.Headers.WwwAuthenticate.ToString()).ShouldBe((HttpStatusCode.Unauthorized, "Header"));
        (await app.StatusAsync(path, "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync(path, "alice", headers: ("Last-Event-ID", "e-1~end"))).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync(path, "alice", headers: Trader)).ShouldBe(HttpStatusCode.OK);
        app.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_read_the_hub_is_told_nothing_of_topics()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        (await app.StatusAsync("/bad-name")).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/bad-name", "alice", headers: Trader)).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_endpoint_that_allows_anonymous_clients_is_for_everyone()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        (await app.StatusAsync("/mapped-for-everyone")).ShouldBe(HttpStatusCode.OK);
        (await app.StatusAsync("/for-everyone")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_does_not_let_topics_be_read_unasked()
    {
        var (app, grants) = await StartAsync();
        await using var _ = app;
        grants.Give("alice", "a");
        (await app.StatusAsync("/topics-for-everyone/b", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/topics-for-everyone/a", "alice")).ShouldBe(HttpStatusCode.OK);
        (await app.StatusAsync("/topics-for-everyone/a")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_the_endpoint_says_of_others_is_not_what_the_hub_says()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        (await app.StatusAsync("/for-readers", "alice", headers: (HeaderScheme.Claim, "role=reader"))).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/for-readers", "alice", headers: Trader)).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/for-readers", "alice", headers: [Trader, (HeaderScheme.Claim, "role=reader")])).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requirements_that_are_attributes_hold_too()
    {
        var (app, _) = await StartAsync(services => services.AddSse().AddHub<AdultHub>());
        await using var __ = app;
        (await app.StatusAsync("/adults")).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/adults", "alice")).ShouldBe(HttpStatusCode.Forbidden);
        (await app.StatusAsync("/adults", "alice", headers: (HeaderScheme.Claim, "age=18"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_authorization_nobody_reads_it()
    {
        await using var app = await TestApp.StartAsync(app => app.MapGet("/subscribed", (TraderHub hub) => SseResults.Subscribe(hub, "a")), services => services.AddSse().AddHub<TraderHub>());
        (await app.StatusAsync("/subscribed")).ShouldBe(HttpStatusCode.InternalServerError);
        await Wait.Until(() => app.Log.Errors.Any());
        app.Log.Errors.ShouldHaveSingleItem().Exception!.Message.ShouldContain("AddAuthorization()");
    }

    private static Task<(TestApp App, Grants Grants)> StartAsync(Action<IServiceCollection>? services = null) => AuthApp.StartAsync(
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.Use((http, next) => http.Request.Path == "/middleware"
                ? SseResults.Subscribe(http.RequestServices.GetRequiredService<TraderHub>(), "a").ExecuteAsync(http)
                : next(http));
            app.MapSse<TraderHub>("/mapped");
            app.MapSse<TraderHub>("/mapped-for-everyone").AllowAnonymous();
            app.MapSse<TraderHub>("/topics-for-everyone/{topic}").AllowAnonymous().RequireTopicAuthorization(Grants.Policy);
            app.MapGet("/subscribed", (TraderHub hub) => SseResults.Subscribe(hub, SseTopicSelection.None));
            app.MapGet("/topic", (TraderHub hub) => SseResults.Subscribe(hub, "a"));
            app.MapGet("/bad-name", (TraderHub hub) => SseResults.Subscribe(hub, ""));
            app.MapGet("/untyped", IResult (TraderHub hub) => SseResults.Subscribe(hub, "a"));
            app.MapGet("/async", async (TraderHub hub) =>
            {
                await Task.Yield();
                return SseResults.Subscribe(hub, "a");
            });
            app.MapGroup("/group").WithTags("x").MapGet("", (TraderHub hub) => SseResults.Subscribe(hub, "a"));
            app.MapGet("/also-authorized", (TraderHub hub) => SseResults.Subscribe(hub, "a")).RequireAuthorization();
            app.MapGet("/said-again", [Authorize(Roles = "trader")] (TraderHub hub) => SseResults.Subscribe(hub, "a"));
            app.MapGet("/for-readers", [Authorize(Roles = "reader")] (TraderHub hub) => SseResults.Subscribe(hub, "a"));
            app.MapGet("/for-everyone", (TraderHub hub) => SseResults.Subscribe(hub, "a")).AllowAnonymous();
            app.MapGet("/adults", (IServiceProvider all) => SseResults.Subscribe(all.GetRequiredService<AdultHub>(), "a"));
            app.MapControllers();
        },
        all =>
        {
            all.AddControllers().AddApplicationPart(typeof(TradersController).Assembly);
            services?.Invoke(all);
        });
}

[MinimumAge(18)]
[SseHub(typeof(Text))]
public sealed partial class AdultHub;

[AttributeUsage(AttributeTargets.Class)]
public sealed class MinimumAgeAttribute(int age) : Attribute, IAuthorizationRequirementData
{
    public int Age { get; } = age;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() =>
        [new Microsoft.AspNetCore.Authorization.Infrastructure.AssertionRequirement(context => context.User.HasClaim("age", $"{Age}"))];
}

[Microsoft.AspNetCore.Mvc.ApiController]
[Microsoft.AspNetCore.Mvc.Route("of-traders")]
public sealed class TradersController(IServiceProvider services) : Microsoft.AspNetCore.Mvc.ControllerBase
{
    [Microsoft.AspNetCore.Mvc.HttpGet]
    public Microsoft.AspNetCore.Mvc.IActionResult Read() => SseResults.Subscribe(services.GetRequiredService<TraderHub>(), "a");
}
