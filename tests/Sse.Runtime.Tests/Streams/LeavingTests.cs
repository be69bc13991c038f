using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Sse.Tests.Streams;

/// <summary>That a client leaves is never an error, however its handler notices.</summary>
public class LeavingTests
{
    private static readonly Dictionary<string, Func<HttpContext, SseStream, Task>> Handlers = new(StringComparer.Ordinal)
    {
        ["a timer on the endpoint's token"] = async (http, _) =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
            await timer.WaitForNextTickAsync(http.RequestAborted);
        },
        ["a task that the endpoint's token cancels"] = async (http, _) =>
        {
            var never = new TaskCompletionSource();
            await using var registration = http.RequestAborted.Register(() => never.TrySetCanceled());
            await never.Task;
        },
        ["a delay on the endpoint's token, waited for at once"] = (http, _) => Wait.Forever(http.RequestAborted),
        ["a broken pipe"] = (http, _) => ThrowWhenGoneAsync(http, new IOException("broken")),
        ["what was disposed of"] = (http, _) => ThrowWhenGoneAsync(http, new ObjectDisposedException("connection")),
        ["several cancellations"] = (http, _) => ThrowWhenGoneAsync(http, new AggregateException(new TaskCanceledException(), new AggregateException(new OperationCanceledException()))),
        ["a failure because of a cancellation"] = (http, _) => ThrowWhenGoneAsync(http, new HttpRequestException("no answer", new TaskCanceledException())),
        ["a publish to who has left"] = async (http, stream) =>
        {
            await GoneAsync(http);
            await stream.PublishAsync(new Tick(1), CancellationToken.None);
        },
    };

    public static TheoryData<string> Names => [.. Handlers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_client_that_leaves_is_no_error_20_times_of_20(string handler)
    {
        var ended = 0;
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", (HttpContext http) => SseResults.Stream(async (stream, _) =>
        {
            try { await Handlers[handler](http, stream); }
            finally { Interlocked.Increment(ref ended); }
        })));
        for (var i = 0; i < 20; i++)
        {
            var reader = await app.OpenAsync("/", version: (i % 2) + 1);
            await reader.NextAsync();
            reader.Dispose();
        }

        await Wait.Until(() => Volatile.Read(ref ended) == 20);
        await app.StopAsync();

        app.Log.Errors.ShouldBeEmpty();
        app.Log.OfSse.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_else_goes_wrong_after_a_client_left_is_an_error()
    {
        var failure = new InvalidOperationException("on purpose");
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", (HttpContext http) => SseResults.Stream((_, _) => ThrowWhenGoneAsync(http, failure))));
        var reader = await app.OpenAsync("/");
        await reader.NextAsync();
        reader.Dispose();

        await Wait.Until(() => app.Log.Errors.Count > 0);
        await app.StopAsync();
        app.Log.Errors.ShouldHaveSingleItem().Exception.ShouldBe(failure);
    }

    private static async Task ThrowWhenGoneAsync(HttpContext http, Exception exception)
    {
        await GoneAsync(http);
        throw exception;
    }

    private static async Task GoneAsync(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}
