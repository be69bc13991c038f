using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Authorization;

/// <summary>An open stream is asked about again, and ends when somebody says no.</summary>
public class ReauthorizationTests
{
    private const string Goodbye = "^retry: [1-5][0-9]{3}$";
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<SseDisconnectReason> _reasons = new();
    private readonly ConcurrentQueue<TimeSpan> _askedAt = new();
    private volatile Func<CancellationToken, Task<bool>> _answer = _ => Task.FromResult(true);
    private int _asking;
    private int _mostAsking;

    [Theory]
    [InlineData("/policy/a")]
    [InlineData("/delegate/a")]
    [InlineData("/several?topic=b&topic=a&topic=c")]
    [InlineData("/result/a")]
    [InlineData("/endpoint")]
    [InlineData("/endpoint-result")]
    public async Task Who_may_read_goes_on_and_who_may_no_longer_ends_and_is_refused_by_the_request(string path)
    {
        var (app, grants) = await StartAsync();
        await using var _ = app;
        grants.Give("alice", "a", "b", "c", Grants.All);
        using var reader = await OpenAsync(app, path);
        for (var round = 0; round < 3; round++) await PassAsync(app, 60);
        app.Letters().Topic("a").Publish(new Text("still"));
        if (!path.StartsWith("/endpoint", StringComparison.Ordinal)) await ReadAsync(reader, "still");
        var asked = grants.Asked.Count;
        asked.ShouldBeGreaterThanOrEqualTo(4);

        grants.Take("alice", path.StartsWith("/endpoint", StringComparison.Ordinal) ? Grants.All : "a");
        var rest = reader.RestAsync();
        await PassAsync(app, 60);
        (await rest.Bounded())[^1].ShouldMatch(Goodbye);
        await Wait.Until(() => !_reasons.IsEmpty);
        _reasons.ShouldBe([SseDisconnectReason.Unauthorized]);
        (await app.StatusAsync(path, "alice")).ShouldBe(HttpStatusCode.Forbidden);
        app.Log.Errors.ShouldBeEmpty();
        // Nobody asks about what has ended.
        var askedInAll = grants.Asked.Count;
        await PassAsync(app, 120);
        grants.Asked.Count.ShouldBe(askedInAll);
    }

    [Fact]
    public async Task The_hubs_class_is_asked_about_too()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        using var reader = await OpenAsync(app, "/traders", (HeaderScheme.Claim, "role=trader"));
        await PassAsync(app, 120);
        app.Services.GetRequiredService<TraderHub>().Publish(new Text("still"));
        await ReadAsync(reader, "still");
        _demoted = true;
        var rest = reader.RestAsync();
        await PassAsync(app, 60);
        (await rest.Bounded())[^1].ShouldMatch(Goodbye);
    }

    [Fact]
    public async Task A_policy_that_throws_ends_the_stream_and_is_logged()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        using var reader = await OpenAsync(app, "/asked");
        _answer = _ => throw new InvalidOperationException("on purpose");
        var rest = reader.RestAsync();
        await PassAsync(app, 60);
        (await rest.Bounded())[^1].ShouldMatch(Goodbye);
        await Wait.Until(() => !_reasons.IsEmpty);
        _reasons.ShouldBe([SseDisconnectReason.Unauthorized]);
        app.Log.Errors.ShouldHaveSingleItem().Exception!.Message.ShouldBe("on purpose");
    }

    [Fact]
    public async Task A_slow_policy_is_asked_once_at_a_time_and_not_for_ever()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        using var reader = await OpenAsync(app, "/asked");
        _askedAt.Clear();
        var slow = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = _ => slow.Task;
        await TickUntilAsync(app, () => _askedAt.Count == 1, 60);
        for (var second = 0; second < 25; second++) _time.Advance(TimeSpan.FromSeconds(1));
        slow.SetResult(true);
        await Wait.Until(() => Asks(app).Running == 0);
        app.Letters().Topic("a").Publish(new Text("still"));
        await ReadAsync(reader, "still");
        _askedAt.Count.ShouldBe(1);

        // One that never answers, whatever it is told.
        _answer = _ => new TaskCompletionSource<bool>().Task;
        await TickUntilAsync(app, () => _askedAt.Count == 2, 60);
        var rest = reader.RestAsync();
        for (var second = 0; second < 31; second++) _time.Advance(TimeSpan.FromSeconds(1));
        (await rest.Bounded())[^1].ShouldMatch(Goodbye);
        await Wait.Until(() => Asks(app).Running == 0 && !_reasons.IsEmpty);
        _reasons.ShouldBe([SseDisconnectReason.Unauthorized]);
        _askedAt.Count.ShouldBe(2);
        app.Log.Errors.ShouldHaveSingleItem().Exception.ShouldBeOfType<TimeoutException>();
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_is_asked_about_is_no_error()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        var reader = await OpenAsync(app, "/asked");
        _answer = async ended =>
        {
            await Wait.Forever(ended);
            return true;
        };
        _askedAt.Clear();
        await TickUntilAsync(app, () => _askedAt.Count == 1, 60);
        reader.Dispose();
        await Wait.Until(() => Asks(app).Running == 0 && !_reasons.IsEmpty && Volatile.Read(ref _asking) == 0);
        _reasons.ShouldBe([SseDisconnectReason.ClientGone]);
        app.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_host_stops_while_a_stream_is_asked_about()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        using var reader = await OpenAsync(app, "/asked");
        _answer = async ended =>
        {
            await Wait.Forever(ended);
            return true;
        };
        _askedAt.Clear();
        await TickUntilAsync(app, () => _askedAt.Count == 1, 60);
        var rest = reader.RestAsync();
        await app.StopAsync();
        (await rest.Bounded())[^1].ShouldMatch(Goodbye);
        await Wait.Until(() => Asks(app).Running == 0 && !_reasons.IsEmpty);
        _reasons.ShouldBe([SseDisconnectReason.Stopping]);
        app.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Streams_that_opened_together_are_not_asked_about_together()
    {
        const int Streams = 200;
        var (app, _) = await StartAsync();
        await using var __ = app;
        var readers = new List<EventReader>();
        for (var i = 0; i < Streams; i++) readers.Add(await OpenAsync(app, "/asked"));
        _askedAt.Clear();
        var opened = new TimeSpan(_time.GetTimestamp());
        await PassAsync(app, 60);
        _askedAt.Count.ShouldBeGreaterThanOrEqualTo(Streams);
        var first = _askedAt.Take(Streams).Select(at => (int)(at - opened).TotalSeconds).ToList();
        first.Min().ShouldBeGreaterThanOrEqualTo(29);
        first.Max().ShouldBeLessThanOrEqualTo(60);
        // 200 in 30 seconds; by chance nearly never more than 25 in one of them.
        first.CountBy(second => second).Max(found => found.Value).ShouldBeLessThan(25);
        foreach (var reader in readers) reader.Dispose();
    }

    [Fact]
    public async Task So_many_are_asked_about_at_a_time_and_the_others_after_them()
    {
        const int Streams = 80;
        var (app, _) = await StartAsync();
        await using var __ = app;
        var readers = new List<EventReader>();
        for (var i = 0; i < Streams; i++) readers.Add(await OpenAsync(app, "/asked"));
        _askedAt.Clear();
        var slow = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = _ => slow.Task;
        await TickUntilAsync(app, () => _askedAt.Count == 32, 60);
        _time.Advance(TimeSpan.FromSeconds(5));
        Volatile.Read(ref _mostAsking).ShouldBe(32);
        slow.SetResult(true);
        await PassAsync(app, 60);
        _askedAt.Count.ShouldBeGreaterThanOrEqualTo(Streams);
        Volatile.Read(ref _mostAsking).ShouldBe(32);
        _reasons.ShouldBeEmpty();
        foreach (var reader in readers) reader.Dispose();
    }

    [Fact]
    public async Task What_is_asked_sees_the_request_as_it_was_and_services_of_its_own()
    {
        var (app, _) = await StartAsync();
        await using var __ = app;
        using var reader = await OpenAsync(app, "/seen/a%2Fb?x=1&topic=c", ("X-Tenant", "7"));
        var opening = _seen.ToList();
        await PassAsync(app, 60);
        var again = _seen.Skip(opening.Count).ToList();
        again.Select(seen => seen.Text).Distinct().ShouldBe(opening.Select(seen => seen.Text).Distinct());
        again[0].Text.ShouldBe("GET http /seen/a%2Fb ?x=1&topic=c 7 alice 127.0.0.1 item True /seen/{topic}");
        again.ShouldAllBe(seen => seen.Services.IsDisposed);
        opening.ShouldAllBe(seen => !seen.Services.IsDisposed);
        again.Select(seen => seen.Services).Intersect(opening.Select(seen => seen.Services)).ShouldBeEmpty();
    }

    [Fact]
    public async Task HEAD_and_streams_without_an_interval_are_asked_about_once()
    {
        var (app, grants) = await StartAsync();
        await using var _ = app;
        grants.Give("alice", "a");
        (await app.StatusAsync("/policy/a", "alice", HttpMethod.Head)).ShouldBe(HttpStatusCode.OK);
        using var reader = await OpenAsync(app, "/once/a");
        await PassAsync(app, 600);
        grants.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public void An_interval_is_at_least_a_second()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new SseSubscribeOptions { ReauthorizeEvery = TimeSpan.FromSeconds(0.9) });
        Should.Throw<ArgumentOutOfRangeException>(() => new SseSubscribeOptions { ReauthorizeEvery = TimeSpan.FromDays(366) });
        new SseSubscribeOptions { ReauthorizeEvery = null }.ReauthorizeEvery.ShouldBeNull();
    }

    private readonly ConcurrentQueue<(string Text, Tracked Services)> _seen = new();
    private volatile bool _demoted;

    private static AskQueue Asks(TestApp app) => StreamingHost.Of(app.Services).Asks;

    // A second at a time, so that the clock doesn't run away from those who are asked.
    private async Task PassAsync(TestApp app, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Wait.Until(() => Asks(app).Running == 0);
        }
    }

    // Nor from those whose asking has begun: each has reached the policy before the clock goes on.
    private async Task TickUntilAsync(TestApp app, Func<bool> condition, int seconds)
    {
        for (var second = 0; second < seconds && !condition(); second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Wait.Until(() => Asks(app).Running == Volatile.Read(ref _asking));
        }
        condition().ShouldBeTrue();
    }

    private static async Task ReadAsync(EventReader reader, string text)
    {
        while (await reader.NextAsync() is { } block)
            if (block.Contains(text, StringComparison.Ordinal)) return;
        throw new EndOfStreamException();
    }

    private static async Task<EventReader> OpenAsync(TestApp app, string path, params (string, string)[] headers)
    {
        var reader = await EventReader.OpenAsync(await app.SendAsync(path, "alice", headers: headers));
        reader.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await reader.NextAsync();
        return reader;
    }

    private async ValueTask<bool> AskAsync(SseTopicAuthorization asked)
    {
        _askedAt.Enqueue(new TimeSpan(_time.GetTimestamp()));
        var now = Interlocked.Increment(ref _asking);
        while (Volatile.Read(ref _mostAsking) is var most && now > most) Interlocked.CompareExchange(ref _mostAsking, now, most);
        try { return await _answer(asked.Http.RequestAborted); }
        finally { Interlocked.Decrement(ref _asking); }
    }

    private bool See(HttpContext http, IHttpContextAccessor accessor)
    {
        var request = http.Request;
        _seen.Enqueue((
            $"{request.Method} {request.Scheme} {request.Path.Value} {request.QueryString} {request.Headers["X-Tenant"]} {http.User.Identity!.Name} {http.Connection.RemoteIpAddress} {http.Items["item"]} {ReferenceEquals(accessor.HttpContext, http)} {(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}",
            http.RequestServices.GetRequiredService<Tracked>()));
        return true;
    }

    private async Task<(TestApp App, Grants Grants)> StartAsync()
    {
        void Every(SseSubscribeOptions o)
        {
            o.ReauthorizeEvery = TimeSpan.FromMinutes(1);
            o.OnDisconnected = (_, reason) => _reasons.Enqueue(reason);
        }

        return await AuthApp.StartAsync(
            app =>
            {
                var all = app.Services.GetServices<IAuthorizationHandler>().OfType<Grants>().Single();
                app.Use((http, next) =>
                {
                    http.Items["item"] = "item";
                    return next(http);
                });
                app.MapSse<LetterHub>("/policy/{topic}", Every).RequireTopicAuthorization(Grants.Policy);
                app.MapSse<LetterHub>("/once/{topic}").RequireTopicAuthorization(Grants.Policy);
                app.MapSse<LetterHub>("/several", o =>
                {
                    Every(o);
                    o.TopicsFromQuery = true;
                }).RequireTopicAuthorization(Grants.Policy);
                app.MapSse<LetterHub>("/delegate/{topic}", o =>
                {
                    Every(o);
                    o.AuthorizeTopic = asked => new(all.Has(asked.Http.User, asked.Resource));
                });
                var options = new SseSubscribeOptions();
                Every(options);
                app.MapGet("/result/{topic}", (string topic, LetterHub hub) => SseResults.Subscribe(hub, topic, options)).RequireTopicAuthorization(Grants.Policy);
                app.MapSse<LetterHub>("/endpoint", Every).RequireAuthorization(policy => policy.RequireAssertion(context => all.Has(context.User, SseTopicResource.AllOf(typeof(LetterHub)))));
                app.MapGet("/endpoint-result", (LetterHub hub) => SseResults.Subscribe(hub, default(SseTopicSelection), options))
                    .RequireAuthorization(policy => policy.RequireAssertion(context => all.Has(context.User, SseTopicResource.AllOf(typeof(LetterHub)))));
                app.MapGet("/traders", (TraderHub hub) => SseResults.Subscribe(hub, default(SseTopicSelection), options));
                app.MapSse<LetterHub>("/asked", o =>
                {
                    Every(o);
                    o.Topics = _ => "a";
                    o.AuthorizeTopic = AskAsync;
                });
                app.MapSse<LetterHub>("/seen/{topic}", o =>
                {
                    Every(o);
                    o.TopicsFromQuery = true;
                    o.AuthorizeTopic = asked => new(See(asked.Http, app.Services.GetRequiredService<IHttpContextAccessor>()));
                });
            },
            services =>
            {
                services.AddSingleton<TimeProvider>(_time).AddHttpContextAccessor().AddScoped<Tracked>();
                services.AddTransient<IAuthorizationHandler>(_ => new Demotes(this));
            });
    }

    internal sealed class Tracked : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    /// <summary>Fails whoever is asked about once it is told to, whatever the requirement.</summary>
    private sealed class Demotes(ReauthorizationTests test) : IAuthorizationHandler
    {
        public Task HandleAsync(AuthorizationHandlerContext context)
        {
            if (test._demoted) context.Fail();
            return Task.CompletedTask;
        }
    }
}
