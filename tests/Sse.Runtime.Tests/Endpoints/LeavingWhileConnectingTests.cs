using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>A client leaves, or the host begins to stop, while the application decides whether it may read.</summary>
public class LeavingWhileConnectingTests
{
    private static readonly Dictionary<string, Func<HttpContext, Exception?>> Ends = new(StringComparer.Ordinal)
    {
        ["its token's cancellation"] = http => new OperationCanceledException(http.RequestAborted),
        ["another's cancellation"] = _ => new TaskCanceledException(),
        ["a broken pipe"] = _ => new IOException("broken"),
        ["what was disposed of"] = _ => new ObjectDisposedException("connection"),
        ["several of them"] = _ => new AggregateException(new TaskCanceledException(), new AggregateException(new IOException())),
        ["a failure because of one"] = _ => new HttpRequestException("no answer", new TaskCanceledException()),
        ["no notice of it"] = _ => null,
    };

    private static readonly string[] Places = ["/connecting", "/connecting-result", "/topics"];

    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static TheoryData<string, string> Cases => [.. from place in Places from end in Ends.Keys select (place, end)];

    public static TheoryData<string> EndNames => [.. Ends.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_client_that_leaves_meanwhile_is_no_error(string place, string end)
    {
        await using var app = await StartAsync(http => http.RequestAborted, Ends[end]);
        var client = await RawClient.SendAsync(app, place);
        await _entered.Task.Bounded();
        client.Dispose();

        await _ended.Task.Bounded();
        await app.StopAsync();
        app.Log.Errors.ShouldBeEmpty();
        app.Log.OfSse.ShouldBeEmpty();
        app.Hub().SubscriberCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("/connecting")]
    [InlineData("/connecting-result")]
    [InlineData("/topics")]
    public async Task What_else_goes_wrong_after_it_left_is_logged(string place)
    {
        var failure = new InvalidOperationException("on purpose");
        await using var app = await StartAsync(http => http.RequestAborted, _ => new AggregateException(new TaskCanceledException(), failure));
        var client = await RawClient.SendAsync(app, place);
        await _entered.Task.Bounded();
        client.Dispose();

        await _ended.Task.Bounded();
        await app.StopAsync();
        app.Log.Errors.ShouldHaveSingleItem().Exception.ShouldBeOfType<AggregateException>().InnerExceptions.ShouldContain(failure);
    }

    [Theory]
    [InlineData("/connecting")]
    [InlineData("/connecting-result")]
    public async Task A_cancellation_while_the_client_stays_is_the_programs_error(string place)
    {
        await using var app = await StartAsync(_ => new CancellationToken(canceled: true), _ => new OperationCanceledException("a time limit of its own"));
        using var client = await app.OpenAsync(place);
        client.Response.StatusCode.ShouldBe(System.Net.HttpStatusCode.InternalServerError);
        app.Log.Errors.ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(EndNames))]
    public async Task Who_is_asked_while_the_host_stops_is_told_to_come_back_and_gets_no_event(string end)
    {
        TestApp? started = null;
        await using var app = await StartAsync(_ => started!.Lifetime.ApplicationStopping, Ends[end]);
        started = app;
        app.Hub().Publish(new Step(1));
        var opening = app.OpenAsync("/connecting", lastEventId: "earliest");
        await _entered.Task.Bounded();

        var stop = app.StopAsync();

        using var client = await opening;
        client.Response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        var blocks = await client.RestAsync();
        blocks[^1].ShouldMatch("retry: [1-5][0-9]{3}$");
        blocks.ShouldNotContain(block => block.Contains("step", StringComparison.Ordinal));
        await stop;
        app.Log.Errors.ShouldBeEmpty();
    }

    private Task<TestApp> StartAsync(Func<HttpContext, CancellationToken> token, Func<HttpContext, Exception?> end) => HubApp.StartAsync(map: app =>
    {
        app.Use(async (http, next) =>
        {
            try { await next(http); }
            finally { _ended.TrySetResult(); }
        });
        app.MapSse<TestHub>("/connecting", o => o.OnConnecting = connecting => AskAsync(connecting.Http));
        var options = new SseSubscribeOptions { OnConnecting = connecting => AskAsync(connecting.Http) };
        app.MapGet("/connecting-result", (TestHub hub) => SseResults.Subscribe(hub, "a", options));
        app.MapSse<TestHub>("/topics", o => o.Topics = http =>
        {
            AskAsync(http).AsTask().GetAwaiter().GetResult();
            return "a";
        });

        async ValueTask AskAsync(HttpContext http)
        {
            var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = token(http).Register(fired.SetResult);
            _entered.TrySetResult();
            await fired.Task.Bounded();
            if (end(http) is { } exception) throw exception;
        }
    });
}
