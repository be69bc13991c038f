using System.Net;
using Microsoft.AspNetCore.Builder;
using Sse.Tests.Hub;

namespace Sse.Tests.Limits;

/// <summary>Who comes beyond a limit is turned away; nobody else notices, and what is free again is given again.</summary>
public class LimitTests
{
    public static TheoryData<string, string, string> Limits => new()
    {
        { nameof(SseLimits.MaxStreams), "?user=a&address=1.2.3.4", "?user=b&address=1.2.3.5" },
        { nameof(SseLimits.MaxStreamsPerUser), "?user=a&address=1.2.3.4", "?user=a&address=1.2.3.5" },
        { nameof(SseLimits.MaxStreamsPerAddress), "?user=a&address=1.2.3.4", "?user=b&address=1.2.3.4" },
        { nameof(SseLimits.MaxStreamsPerAddress), "?address=2001:db8:1:2:3::4", "?address=2001:db8:1:2:ffff::5" },
        { nameof(SseHubLimits.MaxStreamsPerTopic), "/t?user=a", "/t?user=b" },
        { nameof(SseHubOptions.MaxSubscribers), "/t?user=a", "/u?user=b" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Who_comes_beyond_it_is_told_to_come_back_and_is_let_in_when_there_is_room(string limit, string first, string second)
    {
        await using var app = await StartAsync(limit, 2);
        using var one = await app.OpenAsync("/hub" + first);
        var other = await app.OpenAsync("/hub" + first);
        await one.NextAsync();
        await other.NextAsync();
        using var outside = await app.OpenAsync("/hub" + second);
        outside.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var opening = (await outside.RestAsync()).ShouldHaveSingleItem();
        opening.ShouldContain("id: ");
        RetryOf(opening).ShouldBeInRange(10_000, 30_000);
        app.Hub().SubscriberCount.ShouldBe(2);

        other.Dispose();
        await Wait.Until(() => app.Hub().SubscriberCount == 1);
        using var again = await app.OpenAsync("/hub" + second);
        await again.NextAsync();
        await Wait.Until(() => app.Hub().SubscriberCount == 2);
        app.Hub().Publish(new Step(7));
        (await again.NextAsync())!.ShouldEndWith("{\"n\":7}");
        (await one.NextAsync())!.ShouldEndWith("{\"n\":7}");
    }

    [Theory]
    [InlineData(nameof(SseLimits.MaxStreamsPerUser), "?user=a", "?user=b")]
    [InlineData(nameof(SseLimits.MaxStreamsPerUser), "", "")]
    [InlineData(nameof(SseLimits.MaxStreamsPerAddress), "?address=1.2.3.4", "?address=1.2.3.5")]
    [InlineData(nameof(SseLimits.MaxStreamsPerAddress), "?address=2001:db8:1:2::4", "?address=2001:db8:1:3::4")]
    [InlineData(nameof(SseHubLimits.MaxStreamsPerTopic), "/t", "/u")]
    public async Task Others_are_not_counted(string limit, string first, string second)
    {
        await using var app = await StartAsync(limit, 1);
        using var one = await app.OpenAsync("/hub" + first);
        await one.NextAsync();
        using var other = await app.OpenAsync("/hub" + second);
        await other.NextAsync();
        await Wait.Until(() => app.Hub().SubscriberCount == 2);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_status_can_be_the_answer(int status)
    {
        await using var app = await StartAsync(nameof(SseLimits.MaxStreams), 1, sse => sse.Limits.RefuseWith = status);
        using var one = await app.OpenAsync("/hub");
        await one.NextAsync();
        foreach (var path in new[] { "/hub", "/handler" })
        {
            using var refused = await app.Http1.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            ((int)refused.StatusCode).ShouldBe(status);
            refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(10, 30);
        }
    }

    [Fact]
    public async Task A_handlers_streams_count_too_and_are_counted_once()
    {
        await using var app = await StartAsync(nameof(SseLimits.MaxStreams), 1);
        var one = await app.OpenAsync("/handler");
        await one.NextAsync();
        using var outside = await app.OpenAsync("/hub");
        (await outside.RestAsync()).ShouldHaveSingleItem();
        using var alsoOutside = await app.OpenAsync("/handler");
        RetryOf((await alsoOutside.RestAsync()).ShouldHaveSingleItem()).ShouldBeInRange(10_000, 30_000);
        one.Dispose();
        await Wait.Until(() => StreamingHost.Of(app.Services).Limits.Streams == 0);
        using var inside = await app.OpenAsync("/handler");
        await inside.NextAsync();
        StreamingHost.Of(app.Services).Limits.Streams.ShouldBe(1);
    }

    [Theory]
    [InlineData(nameof(SseLimits.MaxConnectsPerSecond), 1)]
    [InlineData(nameof(SseLimits.MaxConnectsPerSecondPerAddress), 2)]
    public async Task So_many_begin_in_a_second(string limit, int of)
    {
        var time = new FakeTimeProvider();
        await using var app = await StartAsync(limit, 3, time: time);
        for (var second = 0; second < 2; second++)
        {
            var inside = 0;
            for (var i = 0; i < 10; i++)
            {
                using var client = await app.OpenAsync($"/hub?address=1.2.3.{i % of}");
                if (RetryOf((await client.NextAsync())!) < 10_000) inside++;
            }
            inside.ShouldBe(3 * of);
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task What_is_turned_away_is_logged_once_a_minute_with_a_count()
    {
        var time = new FakeTimeProvider();
        await using var app = await StartAsync(nameof(SseLimits.MaxStreams), 1, time: time);
        using var one = await app.OpenAsync("/hub");
        await one.NextAsync();
        await TurnAwayAsync(5);
        Logged().ShouldBe(["1 clients more were turned away by the limit MaxStreams. They are told to come back."]);
        time.Advance(TimeSpan.FromMinutes(1));
        await TurnAwayAsync(2);
        Logged().Skip(1).ShouldBe(["5 clients more were turned away by the limit MaxStreams. They are told to come back."]);

        string[] Logged() => [.. app.Log.OfSse.Select(entry => entry.Message).Where(message => message.Contains("turned away", StringComparison.Ordinal))];

        async Task TurnAwayAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var client = await app.OpenAsync("/hub");
                await client.RestAsync();
            }
        }
    }

    [Fact]
    public async Task Nothing_is_counted_any_more_of_clients_that_left_at_whatever_moment()
    {
        await using var app = await StartAsync(nameof(SseLimits.MaxStreamsPerAddress), 5);
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, async (i, _) =>
        {
            using var client = await RawClient.SendAsync(app, $"/hub/t?address=1.2.3.{i % 7}&user={i % 5}");
            if (i % 3 > 0) await client.ReadSomeAsync(i % 3);
        });
        var limits = StreamingHost.Of(app.Services).Limits;
        await Wait.Until(() => limits.Streams == 0 && app.Hub().SubscriberCount == 0);
        limits.Remembered.ShouldBe(0);
        app.Hub().Topic("t").SubscriberCount.ShouldBe(0);
    }

    private static Task<TestApp> StartAsync(string limit, int most, Action<SseOptions>? more = null, TimeProvider? time = null) => HubApp.StartAsync(
        hub: o =>
        {
            if (limit == nameof(o.MaxSubscribers)) o.MaxSubscribers = most;
            if (limit == nameof(SseHubLimits.MaxStreamsPerTopic)) o.Limits.MaxStreamsPerTopic = most;
        },
        sse: o =>
        {
            o.Limits.User = http => http.Request.Query["user"].ToString() is { Length: > 0 } user ? user : null;
            switch (limit)
            {
                case nameof(SseLimits.MaxStreams): o.Limits.MaxStreams = most; break;
                case nameof(SseLimits.MaxStreamsPerUser): o.Limits.MaxStreamsPerUser = most; break;
                case nameof(SseLimits.MaxStreamsPerAddress): o.Limits.MaxStreamsPerAddress = most; break;
                case nameof(SseLimits.MaxConnectsPerSecond): o.Limits.MaxConnectsPerSecond = most; break;
                case nameof(SseLimits.MaxConnectsPerSecondPerAddress): o.Limits.MaxConnectsPerSecondPerAddress = most; break;
            }
            more?.Invoke(o);
        },
        time: time,
        map: app =>
        {
            // A client's address, as a proxy would tell it.
            app.Use((http, next) =>
            {
                if (http.Request.Query["address"].ToString() is { Length: > 0 } address) http.Connection.RemoteIpAddress = IPAddress.Parse(address);
                return next(http);
            });
            app.MapGet("/handler", () => SseResults.Stream((_, closed) => Wait.Forever(closed)));
        });

    private static int RetryOf(string block) => int.Parse(block.Split('\n').Single(line => line.StartsWith("retry: ", StringComparison.Ordinal))["retry: ".Length..], System.Globalization.CultureInfo.InvariantCulture);
}
