using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.Endpoints;

/// <summary>What else an application may have in its pipeline.</summary>
public class PlatformTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Events_arrive_one_by_one_through_response_compression(int version)
    {
        using var read = new SemaphoreSlim(0);
        await using var app = await StartCompressingAsync(app => app.MapGet("/", () => SseResults.Stream(async (stream, ct) =>
        {
            for (var n = 1; n <= 5; n++)
            {
                await read.WaitAsync(ct);
                await stream.PublishAsync(new Tick(n), ct);
            }
        })));

        using var reader = await OpenCompressedAsync(app, version);
        await reader.NextAsync();
        for (var n = 1; n <= 5; n++)
        {
            read.Release();
            (await reader.NextAsync()).ShouldBe($"event: tick\ndata: {{\"n\":{n}}}");
        }
    }

    [Fact]
    public async Task The_compression_here_does_hold_events_back_that_are_not_flushed()
    {
        var release = new TaskCompletionSource();
        await using var app = await StartCompressingAsync(app => app.MapGet("/", async (HttpContext http) =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.Body.WriteAsync("data: held back\n\n"u8.ToArray());
            await release.Task;
        }));

        var first = FirstBlockAsync();
        await Should.ThrowAsync<TimeoutException>(() => first.WaitAsync(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken));
        release.SetResult();
        (await first).ShouldBe("data: held back");

        async Task<string?> FirstBlockAsync()
        {
            using var reader = await OpenCompressedAsync(app, version: 1, "gzip");
            return await reader.NextAsync();
        }
    }

    [Theory]
    [InlineData("/endpoint")]
    [InlineData("/middleware")]
    public async Task A_default_request_timeout_does_not_end_a_stream(string path)
    {
        var conductor = new Conductor();
        await using var app = await TestApp.StartAsync(
            app =>
            {
                app.UseRequestTimeouts();
                app.MapGet("/plain", (CancellationToken ct) => Wait.Forever(ct));
                app.MapGet("/endpoint", () => SseResults.Stream(conductor.RunAsync));
                app.MapGet("/middleware", (HttpContext http) => http.OpenSseStream(conductor.RunAsync));
            },
            services => services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(200) }));

        using var reader = await app.OpenAsync(path);
        await reader.NextAsync();
        var stream = await conductor.Started;
        // A later request under the same policy has had its time, so the stream has.
        using var plain = await app.Http1.GetAsync("/plain", TestContext.Current.CancellationToken).Bounded();
        plain.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        stream.Closed.IsCancellationRequested.ShouldBeFalse();
        await conductor.PublishAsync(1);
        (await reader.NextAsync()).ShouldBe("event: tick\ndata: {\"n\":1}");
    }

    [Fact]
    public async Task OpenApi_describes_what_is_on_the_wire()
    {
        await using var app = await TestApp.StartAsync(
            app =>
            {
                app.MapOpenApi();
                app.MapGet("/minimal", () => SseResults.Stream((_, _) => Task.CompletedTask));
                app.MapControllers();
            },
            services =>
            {
                services.AddOpenApi();
                services.AddControllers().AddApplicationPart(typeof(EventsController).Assembly);
            });

        var document = JsonDocument.Parse(await app.Http1.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken).Bounded()).RootElement;
        foreach (var path in new[] { "/minimal", "/controller" })
        {
            var responses = document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses");
            var content = responses.GetProperty("200").GetProperty("content");
            content.EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe("text/event-stream");
            content.GetProperty("text/event-stream").GetProperty("schema").GetProperty("type").GetString().ShouldBe("string");
            responses.TryGetProperty("204", out _).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_controller_streams_and_completes()
    {
        await using var app = await TestApp.StartAsync(app => app.MapControllers(), services => services.AddControllers().AddApplicationPart(typeof(EventsController).Assembly));

        using var reader = await app.OpenAsync("/controller");
        (await reader.RestAsync()).ShouldBe([": heartbeat=15000\nretry: 3000", "event: tick\ndata: {\"n\":1}", "id: ~end"]);
        using var again = await app.OpenAsync("/controller", lastEventId: "~end");
        again.Response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        app.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints
            .ShouldContain(endpoint => endpoint.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() != null);
    }

    [Fact]
    public async Task A_stream_that_is_not_allowed_answers_401_and_no_redirect_to_a_page()
    {
        await using var app = await TestApp.StartAsync(
            app => app.MapGet("/", () => SseResults.Stream((_, _) => Task.CompletedTask)).RequireAuthorization(),
            services => services.AddAuthorization().AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie());

        using var reader = await app.OpenAsync("/");
        reader.Response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task<TestApp> StartCompressingAsync(Action<WebApplication> map) => TestApp.StartAsync(
        app =>
        {
            app.UseResponseCompression();
            map(app);
        },
        services => services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/event-stream"];
        }));

    private static async Task<EventReader> OpenCompressedAsync(TestApp app, int version, string encodings = "gzip, br")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Version = new Version(version, version == 1 ? 1 : 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        var response = await app.Client(version).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded();
        var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Stream decoded = response.Content.Headers.ContentEncoding.FirstOrDefault() switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => body,
        };
        return EventReader.Over(response, decoded);
    }
}

/// <summary>Public because MVC finds no other.</summary>
[ApiController]
[Route("controller")]
public sealed class EventsController : ControllerBase
{
    [HttpGet]
    public SseStreamResult Get() => SseResults.Stream((stream, ct) => stream.PublishAsync(new Tick(Request.Query.Count + 1), ct).AsTask());
}
