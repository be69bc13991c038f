using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.Streams;

public class OpeningTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Headers_comment_and_retry_are_out_before_the_handler_produces_anything(int version)
    {
        var read = new TaskCompletionSource();
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream(async (stream, ct) =>
        {
            await read.Task.WaitAsync(ct);
            await stream.PublishAsync(new Tick(1), ct);
        })));

        using var reader = await app.OpenAsync("/", version);
        (await reader.NextAsync()).ShouldBe(": heartbeat=15000\nretry: 3000");
        read.SetResult();
        (await reader.NextAsync()).ShouldBe("event: tick\ndata: {\"n\":1}");
    }

    [Fact]
    public async Task Says_all_that_keeps_what_stands_between_from_holding_events_back()
    {
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream((_, _) => Task.CompletedTask)));

        using var raw = await RawClient.SendAsync(app, "/", "Accept-Encoding: gzip, br");
        var headers = (await raw.ReadUntilAsync("\r\n\r\n")).Split("\r\n\r\n")[0].Split("\r\n")[1..].Where(header => header.Split(':')[0] is not ("Date" or "Server"));

        headers.Order().ShouldBe(
        [
            "Cache-Control: no-cache, no-store, no-transform",
            "Content-Encoding: identity",
            "Content-Type: text/event-stream",
            "Transfer-Encoding: chunked",
            "X-Accel-Buffering: no",
            "X-Content-Type-Options: nosniff",
        ]);
    }

    [Fact]
    public async Task Keeps_a_cache_control_of_the_caller()
    {
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "private";
            return SseResults.Stream((_, _) => Task.CompletedTask);
        }));

        using var reader = await app.OpenAsync("/");
        reader.Response.Headers.CacheControl!.ToString().Split(", ").ShouldBe(["private", "no-transform"], ignoreOrder: true);
    }

    [Fact]
    public async Task States_the_endpoints_own_retry_and_the_applications_heartbeat()
    {
        await using var app = await TestApp.StartAsync(
            app =>
            {
                app.MapGet("/own", () => SseResults.Stream((_, _) => Task.CompletedTask, new() { Retry = TimeSpan.FromMilliseconds(1_234) }));
                app.MapGet("/", () => SseResults.Stream((_, _) => Task.CompletedTask));
            },
            services => services.AddSse(options =>
            {
                options.HeartbeatInterval = TimeSpan.FromSeconds(2);
                options.Retry = TimeSpan.FromSeconds(7);
            }));

        using var own = await app.OpenAsync("/own");
        (await own.NextAsync()).ShouldBe(": heartbeat=2000\nretry: 1234");
        using var common = await app.OpenAsync("/");
        (await common.NextAsync()).ShouldBe(": heartbeat=2000\nretry: 7000");
    }

    [Fact]
    public async Task Answers_HEAD_with_the_headers_and_runs_no_handler()
    {
        var ran = false;
        await using var app = await TestApp.StartAsync(app => app.MapMethods("/", ["GET", "HEAD"], () => SseResults.Stream((_, _) =>
        {
            ran = true;
            return Task.CompletedTask;
        })));

        using var request = new HttpRequestMessage(HttpMethod.Head, "/");
        using var response = await app.Http1.SendAsync(request, TestContext.Current.CancellationToken).Bounded();
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        ran.ShouldBeFalse();
    }

    [Fact]
    public async Task Opens_from_middleware_too()
    {
        await using var app = await TestApp.StartAsync(app => app.Use(async (http, next) =>
        {
            if (http.Request.Path == "/events") await http.OpenSseStream((stream, ct) => stream.PublishAsync(new Tick(1), ct).AsTask());
            else await next(http);
        }));

        using var reader = await app.OpenAsync("/events");
        (await reader.RestAsync()).ShouldBe([": heartbeat=15000\nretry: 3000", "event: tick\ndata: {\"n\":1}", "id: ~end"]);
    }
}
