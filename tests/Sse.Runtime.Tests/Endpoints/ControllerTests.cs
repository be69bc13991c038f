using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>What an action may return for a stream to open, and what says in words that it may not.</summary>
public class ControllerTests
{
    [Theory]
    [InlineData("stream-result")]
    [InlineData("any-result")]
    [InlineData("action-result")]
    [InlineData("task-of-action-result")]
    [InlineData("union")]
    [InlineData("object")]
    [InlineData("hub-result")]
    [InlineData("hub-as-action-result")]
    public async Task Each_opens_a_stream(string path)
    {
        await using var app = await StartAsync();
        using var reader = await app.OpenAsync($"/returns/{path}");
        reader.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (await reader.NextAsync())!.ShouldStartWith(": heartbeat");
        if (path.StartsWith("hub", StringComparison.Ordinal)) app.Hub().Publish(new Step(1));
        (await reader.NextAsync())!.ShouldContain("{\"n\":1}");
        app.Log.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/returns/generic")]
    [InlineData("/returns/task-of-generic")]
    public async Task ActionResult_of_a_result_is_what_MVC_forbids(string path)
    {
        await using var app = await StartAsync();
        using var answer = await app.OpenAsync(path);
        answer.Response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        await Wait.Until(() => app.Log.Errors.Any());
        app.Log.Errors.ShouldHaveSingleItem().Exception.ShouldBeOfType<ArgumentException>().Message.ShouldContain("ActionResult<T>");
    }

    [Theory]
    [InlineData("/returns/ok")]
    [InlineData("/returns/ok-of-hub")]
    [InlineData("/returns/object-result")]
    [InlineData("/minimal-ok")]
    [InlineData("/minimal-json")]
    [InlineData("/minimal-hub")]
    public async Task A_stream_as_the_value_of_another_result_is_refused_in_words(string path)
    {
        await using var app = await StartAsync();
        using var answer = await app.OpenAsync(path);
        answer.Response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        await Wait.Until(() => app.Log.Errors.Any());
        app.Log.Errors.ShouldHaveSingleItem().Exception.ShouldBeOfType<InvalidOperationException>().Message.ShouldContain("without Ok(…)");
    }

    private static SseStreamResult Open() => SseResults.Stream((_, _) => Task.CompletedTask);

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(
        app =>
        {
            app.MapControllers();
            app.MapGet("/minimal-ok", () => TypedResults.Ok(Open()));
            app.MapGet("/minimal-json", () => Results.Json(Open()));
            app.MapGet("/minimal-hub", (TestHub hub) => TypedResults.Ok(SseResults.Subscribe(hub, "a")));
        },
        services =>
        {
            services.AddControllers().AddApplicationPart(typeof(ReturnsController).Assembly);
            services.AddSse().AddHub<TestHub>();
        });
}

[ApiController]
[Route("returns")]
public sealed class ReturnsController(IServiceProvider services) : ControllerBase
{
    [HttpGet("stream-result")]
    public SseStreamResult AsItIs() => Open();

    [HttpGet("any-result")]
    public IResult AnyResult() => Open();

    [HttpGet("action-result")]
    public IActionResult AnyAction() => Open();

    [HttpGet("task-of-action-result")]
    public async Task<IActionResult> Awaited()
    {
        await Task.Yield();
        return Open();
    }

    [HttpGet("union")]
    public Results<SseStreamResult, NotFound> Union() => Open();

    [HttpGet("object")]
    public object Anything() => Open();

    [HttpGet("hub-result")]
    public SseHubResult<TestHub> OfHub() => Subscribe();

    [HttpGet("hub-as-action-result")]
    public IActionResult OfHubAsAction() => Subscribe();

    [HttpGet("generic")]
    public ActionResult<SseStreamResult> Generic() => Open();

    [HttpGet("task-of-generic")]
    public async Task<ActionResult<SseStreamResult>> GenericAwaited()
    {
        await Task.Yield();
        return Open();
    }

    [HttpGet("ok")]
    public IActionResult InOk() => Ok(Open());

    [HttpGet("ok-of-hub")]
    public IActionResult HubInOk() => Ok(Subscribe());

    [HttpGet("object-result")]
    public IActionResult InObjectResult() => new ObjectResult(Open());

    private SseStreamResult Open() => SseResults.Stream((stream, ct) => stream.PublishAsync(new Tick(Request.Query.Count + 1), ct).AsTask());

    private SseHubResult<TestHub> Subscribe() => SseResults.Subscribe(services.GetRequiredService<TestHub>(), "a");
}
