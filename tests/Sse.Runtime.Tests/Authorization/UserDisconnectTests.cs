using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Authorization;

/// <summary>A user's streams end by the user's id or another claim, also those whose requests are under way.</summary>
public class UserDisconnectTests
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_hub_ends_the_streams_of_one_user_only()
    {
        await using var app = await StartAsync();
        using var one = await OpenAsync(app, "/hub", "alice");
        using var other = await OpenAsync(app, "/hub", "bob");
        app.Letters().Disconnect("alice").ShouldBe(1);
        (await one.RestAsync())[^1].ShouldMatch("^retry: [1-5][0-9]{3}$");
        app.Letters().Publish(new Text("on"));
        (await other.NextAsync())!.ShouldContain("on");
        app.Letters().Disconnect("ALICE").ShouldBe(0);
    }

    [Fact]
    public async Task A_hub_ends_the_streams_of_a_claim()
    {
        await using var app = await StartAsync();
        using var one = await OpenAsync(app, "/hub", "alice", "session=7");
        app.Letters().Disconnect("session", "8").ShouldBe(0);
        app.Letters().Disconnect("session", "7").ShouldBe(1);
        (await one.RestAsync())[^1].ShouldMatch("^retry: [1-5][0-9]{3}$");
    }

    [Theory]
    [InlineData("/hub")]
    [InlineData("/stream")]
    public async Task For_good_is_until_the_client_connects_anew(string path)
    {
        await using var app = await StartAsync();
        using var reader = await OpenAsync(app, path, "alice");
        Streams(app).Disconnect("alice", forGood: true).ShouldBe(1);
        var last = (await reader.RestAsync())[^1];
        last.ShouldContain("~end");
        var id = last.Split('\n').Single(line => line.StartsWith("id: ", StringComparison.Ordinal))[4..];
        (await app.StatusAsync(path, "alice", headers: ("Last-Event-ID", id))).ShouldBe(HttpStatusCode.NoContent);
        (await app.StatusAsync(path, "alice")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_topics_readers_and_those_whom_the_application_chooses_end_for_good_too(bool byTopic)
    {
        await using var app = await StartAsync();
        using var one = await OpenAsync(app, "/of/a", "alice");
        using var other = await OpenAsync(app, "/of/b", "bob");
        var ended = byTopic ? app.Letters().Topic("a").Disconnect(forGood: true) : app.Letters().Disconnect(found => found.User!.Identity!.Name == "alice", forGood: true);
        ended.ShouldBe(1);
        var last = (await one.RestAsync())[^1];
        var id = last.Split('\n').Single(line => line.StartsWith("id: ", StringComparison.Ordinal))[4..];
        id.ShouldEndWith("~end");
        (await app.StatusAsync("/of/a", "alice", headers: ("Last-Event-ID", id))).ShouldBe(HttpStatusCode.NoContent);
        app.Letters().Publish(new Text("on"));
        (await other.NextAsync())!.ShouldContain("on");
    }

    [Fact]
    public async Task A_handler_whose_streams_are_never_complete_is_opened_again()
    {
        await using var app = await StartAsync();
        using var reader = await OpenAsync(app, "/again", "alice");
        Streams(app).Disconnect("alice", forGood: true).ShouldBe(1);
        (await reader.RestAsync())[^1].ShouldMatch("^retry: [1-5][0-9]{3}$");
    }

    [Fact]
    public async Task All_streams_of_a_user_end_at_once()
    {
        await using var app = await StartAsync();
        using var hub = await OpenAsync(app, "/hub", "alice");
        using var handler = await OpenAsync(app, "/stream", "alice");
        using var deaf = await OpenAsync(app, "/deaf", "alice");
        using var other = await OpenAsync(app, "/stream", "bob");
        Streams(app).Disconnect("alice").ShouldBe(3);
        Streams(app).Disconnect("alice").ShouldBe(0);
        foreach (var reader in new[] { hub, handler, deaf }) (await reader.RestAsync())[^1].ShouldMatch("^retry: [1-5][0-9]{3}$");
        Streams(app).Disconnect("bob").ShouldBe(1);
        (await other.RestAsync())[^1].ShouldMatch("^retry: [1-5][0-9]{3}$");
    }

    [Theory]
    [InlineData("/slow/hub", false)]
    [InlineData("/slow/stream", false)]
    [InlineData("/slow/hub", true)]
    [InlineData("/slow/stream", true)]
    public async Task Who_is_being_authorized_ends_as_soon_as_it_opens(string path, bool forGood)
    {
        await using var app = await StartAsync();
        var opening = app.SendAsync(path, "alice");
        await _entered.Task.Bounded();
        Streams(app).Disconnect("alice", forGood).ShouldBe(0);
        _go.SetResult();
        using var reader = await EventReader.OpenAsync(await opening);
        var last = (await reader.RestAsync())[^1];
        if (forGood) last.ShouldContain("~end");
        else last.ShouldMatch("^retry: [1-5][0-9]{3}$");
        using var again = await OpenAsync(app, path, "alice");
        Streams(app).Disconnect("alice").ShouldBe(1);
    }

    [Fact]
    public async Task What_anybody_may_have_written_is_no_claim()
    {
        await using var app = await StartAsync();
        using var reader = await OpenAsync(app, "/claimed", "alice");
        app.Letters().Disconnect("alice").ShouldBe(0);
    }

    private static SseStreams Streams(TestApp app) => app.Services.GetRequiredService<SseStreams>();

    private static async Task<EventReader> OpenAsync(TestApp app, string path, string user, string? claim = null)
    {
        var reader = await EventReader.OpenAsync(await app.SendAsync(path, user, headers: claim is null ? [] : [(HeaderScheme.Claim, claim)]));
        reader.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await reader.NextAsync();
        return reader;
    }

    private async Task<TestApp> StartAsync()
    {
        var (app, _) = await AuthApp.StartAsync(app =>
        {
            app.Use((http, next) =>
            {
                if (http.Request.Path == "/claimed") http.User = new(new System.Security.Claims.ClaimsIdentity(http.User.Claims));
                return next(http);
            });
            app.MapSse<LetterHub>("/hub");
            app.MapSse<LetterHub>("/of/{topic}", o => o.TopicsArePublic = true);
            app.MapSse<LetterHub>("/claimed");
            app.MapGet("/stream", () => SseResults.Stream((_, closed) => new TaskCompletionSource().Task.WaitAsync(closed)));
            app.MapGet("/again", () => SseResults.Stream((_, closed) => new TaskCompletionSource().Task.WaitAsync(closed), new SseStreamOptions { CompleteOnReturn = false }));
            app.MapGet("/deaf", () => SseResults.Stream((_, _) => new TaskCompletionSource().Task));
            app.MapSse<LetterHub>("/slow/hub").RequireAuthorization(policy => policy.RequireAssertion(_ => WaitAsync()));
            app.MapGet("/slow/stream", () => SseResults.Stream((_, closed) => new TaskCompletionSource().Task.WaitAsync(closed))).RequireAuthorization(policy => policy.RequireAssertion(_ => WaitAsync()));
        });
        return app;
    }

    private async Task<bool> WaitAsync()
    {
        _entered.TrySetResult();
        await _go.Task.Bounded();
        return true;
    }
}
