using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests;

/// <summary>Who sees a dashboard: nobody by accident, whatever of it is asked for.</summary>
public class AccessTests
{
    private static readonly (string Name, string Value) Own = ("Sse-Dashboard", "1");

    public static TheoryData<string, string> Endpoints => new()
    {
        { "GET", "/sse" }, { "GET", "/sse/" }, { "GET", "/sse/dashboard.js" }, { "GET", "/sse/dashboard.css" }, { "GET", "/sse/live" }, { "GET", "/sse/tail" },
        { "POST", "/sse/publish?event=note" }, { "POST", "/sse/disconnect?stream=1" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Each_part_is_for_who_has_signed_in(string method, string path)
    {
        await using var server = await DashboardServer.StartAsync(app => Map(app));
        using var stranger = await server.AskAsync(new HttpMethod(method), path, body: BodyOf(method), headers: Own);
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var user = await server.AskAsync(new HttpMethod(method), path, user: "somebody", body: BodyOf(method), headers: Own);
        user.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_policy_holds_for_each_part(string method, string path)
    {
        await using var server = await DashboardServer.StartAsync(app => Map(app).RequireAuthorization("ops"));
        using var user = await server.AskAsync(new HttpMethod(method), path, user: "somebody", body: BodyOf(method), headers: Own);
        user.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var ops = await server.AskAsync(new HttpMethod(method), path, user: "ops", body: BodyOf(method), headers: Own);
        ops.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task No_endpoint_is_left_out()
    {
        await using var server = await DashboardServer.StartAsync(app => Map(app));
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(endpoint => endpoint.DisplayName == "Sse dashboard /sse").ToList();
        endpoints.Count.ShouldBe(Endpoints.Count - 1);
        endpoints.ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() != null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() == null);
    }

    [Fact]
    public async Task An_application_that_can_authorize_nobody_does_not_start()
    {
        var exception = await Should.ThrowAsync<InvalidOperationException>(() => DashboardServer.StartAsync(app => Map(app), withAuthorization: false));
        exception.Message.ShouldBe("/sse/: the dashboard is for authorized users only, and nobody can authorize them. Call services.AddAuthentication(…) and services.AddAuthorization(), or open it to anyone: app.MapSseDashboard(…).AllowAnonymous().");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_open_to_anyone_when_that_is_said(bool withAuthorization)
    {
        await using var server = await DashboardServer.StartAsync(app => Map(app).AllowAnonymous(), withAuthorization);
        using var page = await server.AskAsync(HttpMethod.Get, "/sse");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var live = await server.AskAsync(HttpMethod.Get, "/sse/live");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_not_allowed_is_not_there()
    {
        await using var server = await DashboardServer.StartAsync(app => app.MapSseDashboard("/sse", o => o.AllowTail = false).AllowAnonymous());
        foreach (var (method, path) in new[] { ("GET", "/sse/tail"), ("POST", "/sse/publish?event=note"), ("POST", "/sse/disconnect?stream=1") })
        {
            using var answer = await server.AskAsync(new HttpMethod(method), path, body: BodyOf(method), headers: Own);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        (await server.Client.GetStringAsync(new Uri("/sse", UriKind.Relative), TestContext.Current.CancellationToken).Bounded()).ShouldContain("data-may=\"\"");
    }

    [Fact]
    public void Without_hubs_the_page_says_what_is_missing()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        Should.Throw<InvalidOperationException>(() => app.MapSseDashboard()).Message.ShouldContain("AddSse()");
    }

    private static IEndpointConventionBuilder Map(WebApplication app) => app.MapSseDashboard("/sse", o => (o.AllowPublish, o.AllowDisconnect) = (true, true));

    private static string? BodyOf(string method) => method == "POST" ? """{"text":"a"}""" : null;
}
