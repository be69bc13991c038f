using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>
/// A hub disconnects, completes or stops at each place where a request for its stream can wait: what it has not yet among its
/// readers ends all the same.
/// </summary>
public class DisconnectWhileSubscribingTests
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public enum Place
    {
        InAMiddleware,
        WhileItIsAuthorized,
        InTheEndpointsOwnCode,
        WhileItsTopicIsAuthorized,
        WhileTheTopicOfAnyResultIsAuthorized,
        WhileItIsAsked,
        WhileTheHeadersLeave,
    }

    public static TheoryData<Place> Places => [.. Enum.GetValues<Place>()];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Who_is_disconnected_meanwhile_ends_as_soon_as_it_opens(Place place)
    {
        await using var app = await StartAsync(place);
        var opening = app.OpenAsync(PathOf(place));
        await _entered.Task.Bounded();
        app.Hub().Topic("b").Disconnect().ShouldBe(0);
        app.Hub().Disconnect(subscriber => subscriber.User?.Identity?.Name == "banned");
        _go.SetResult();

        using var client = await opening;
        (await client.RestAsync())[^1].ShouldMatch("^retry: [1-5][0-9]{3}$");
        app.Hub().SubscriberCount.ShouldBe(0);
        app.Log.Errors.ShouldBeEmpty();
        // It is asked again, and nothing is held against it.
        using var again = await app.OpenAsync(PathOf(place));
        await again.NextAsync();
        app.Hub().Topic("a").Publish(new Step(1));
        (await again.NextAsync())!.ShouldContain("step");
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Who_reads_a_topic_that_is_disconnected_meanwhile_ends(Place place)
    {
        await using var app = await StartAsync(place);
        var opening = app.OpenAsync(PathOf(place));
        await _entered.Task.Bounded();
        app.Hub().Topic("a").Disconnect();
        _go.SetResult();

        using var client = await opening;
        (await client.RestAsync())[^1].ShouldMatch("^retry: [1-5][0-9]{3}$");
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Others_stay(Place place)
    {
        await using var app = await StartAsync(place);
        var opening = app.OpenAsync(PathOf(place));
        await _entered.Task.Bounded();
        app.Hub().Topic("b").Disconnect();
        app.Hub().Topic("a").Disconnect(subscriber => subscriber.User?.Identity?.Name == "another");
        _go.SetResult();

        using var client = await opening;
        await client.NextAsync();
        app.Hub().Topic("a").Publish(new Step(1));
        (await client.NextAsync())!.ShouldContain("step");
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Who_reads_a_topic_that_is_completed_meanwhile_is_told_so(Place place)
    {
        await using var app = await StartAsync(place);
        var opening = app.OpenAsync(PathOf(place));
        await _entered.Task.Bounded();
        app.Hub().Topic("a").Complete();
        _go.SetResult();

        using var client = await opening;
        (await client.RestAsync())[^1].ShouldEndWith("~end");
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Who_reads_a_hub_that_is_stopped_meanwhile_ends(Place place)
    {
        await using var app = await StartAsync(place);
        var opening = app.OpenAsync(PathOf(place));
        await _entered.Task.Bounded();
        app.Hub().Dispose();
        _go.SetResult();

        using var client = await opening;
        (await client.RestAsync())[^1].ShouldContain("retry: ");
        app.Hub().SubscriberCount.ShouldBe(0);
    }

    [Fact]
    public void More_disconnects_than_are_remembered_end_whoever_may_have_been_meant()
    {
        var disconnects = new RecentDisconnects(TimeProvider.System);
        var before = RecentDisconnects.Now;
        var subscriber = new Subscriber();
        disconnects.Add("b", which: null);
        disconnects.Mean(subscriber, before).ShouldBeFalse();
        for (var i = 0; i < 1_024; i++) disconnects.Add("b", which: null);
        disconnects.Mean(subscriber, before).ShouldBeTrue();
        disconnects.Mean(subscriber, RecentDisconnects.Now).ShouldBeFalse();
    }

    [Fact]
    public void Disconnects_are_remembered_for_a_minute()
    {
        var time = new FakeTimeProvider();
        var disconnects = new RecentDisconnects(time);
        var before = RecentDisconnects.Now;
        disconnects.Add("b", which: null);
        time.Advance(TimeSpan.FromSeconds(59));
        disconnects.Mean(new Subscriber(), before).ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(2));
        disconnects.Mean(new Subscriber(), before).ShouldBeTrue();
    }

    private static string PathOf(Place place) => place switch
    {
        Place.InTheEndpointsOwnCode => "/own",
        Place.WhileTheTopicOfAnyResultIsAuthorized => "/any",
        _ => "/here/a",
    };

    private Task<TestApp> StartAsync(Place place) => TestApp.StartAsync(
        app =>
        {
            app.Use((http, next) =>
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "banned")], "test"));
                return next(http);
            });
            app.UseAuthorization();
            app.Use(async (http, next) =>
            {
                if (place == Place.InAMiddleware) await WaitAsync();
                if (place == Place.WhileTheHeadersLeave) http.Response.OnStarting(WaitAsync);
                await next(http);
            });
            var endpoint = app.MapSse<TestHub>("/here/{topic}", o =>
            {
                o.OnConnecting = async _ =>
                {
                    if (place == Place.WhileItIsAsked) await WaitAsync();
                };
                if (place == Place.WhileItsTopicIsAuthorized) o.AuthorizeTopic = AuthorizeAsync;
            });
            // Nothing tells that it opens a stream.
            app.MapGet("/any", IResult (TestHub hub) => SseResults.Subscribe(hub, "a", new SseSubscribeOptions { AuthorizeTopic = AuthorizeAsync }));
            if (place == Place.WhileItIsAuthorized)
            {
                endpoint.RequireAuthorization(policy => policy.RequireAssertion(async _ =>
                {
                    await WaitAsync();
                    return true;
                }));
            }
            app.MapGet("/own", async Task<SseHubResult<TestHub>> (TestHub hub) =>
            {
                await WaitAsync();
                return SseResults.Subscribe(hub, "a");
            });
        },
        services =>
        {
            services.AddAuthorization();
            services.AddSse().AddHub<TestHub>();
        });

    private async ValueTask<bool> AuthorizeAsync(SseTopicAuthorization asked)
    {
        await WaitAsync();
        return true;
    }

    private Task WaitAsync()
    {
        _entered.TrySetResult();
        return _go.Task.Bounded();
    }

    private sealed class Subscriber : SseSubscriber
    {
        public override SseTopicSelection Topics => "a";

        public override ClaimsPrincipal? User => null;

        public override DateTimeOffset ConnectedAt => default;
    }
}
