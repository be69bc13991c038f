using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sse.Tests.Streams;

/// <summary>Headers leave when the result is executed: all that goes wrong before is answered as any other request's.</summary>
public class ErrorsBeforeTheStreamTests
{
    [Fact]
    public async Task An_endpoint_that_throws_or_refuses_answers_as_any_other()
    {
        await using var app = await TestApp.StartAsync(
            app =>
            {
                app.UseExceptionHandler();
                app.UseStatusCodePages();
                app.MapGet("/throws", SseStreamResult () => throw new InvalidOperationException("before the headers"));
                app.MapGet("/orders/{id}", Results<SseStreamResult, NotFound> (int id) =>
                    id == 1 ? SseResults.Stream((_, _) => Task.CompletedTask) : TypedResults.NotFound());
            },
            services => services.AddProblemDetails());

        (await ProblemOfAsync(app, "/throws")).Status.ShouldBe(500);
        (await ProblemOfAsync(app, "/orders/2")).Status.ShouldBe(404);
        (await ProblemOfAsync(app, "/orders/x")).Status.ShouldBe(400);
        using var good = await app.OpenAsync("/orders/1");
        good.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Headers_that_could_not_leave_are_answered_as_any_other_error()
    {
        await using var app = await TestApp.StartAsync(
            app =>
            {
                app.UseExceptionHandler();
                app.MapGet("/", (HttpContext http) =>
                {
                    http.Response.OnStarting(() => throw new InvalidOperationException("while the headers leave"));
                    return SseResults.Stream((_, _) => Task.CompletedTask);
                });
            },
            services => services.AddProblemDetails());

        using var response = await app.Http1.GetAsync("/", TestContext.Current.CancellationToken).Bounded();
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Options_that_are_not_valid_stop_the_application_from_starting()
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() => TestApp.StartAsync(
            _ => { },
            services => services.AddSse(options => options.HeartbeatInterval = TimeSpan.Zero)));

        error.Message.ShouldContain("HeartbeatInterval");
    }

    private static async Task<ProblemDetails> ProblemOfAsync(TestApp app, string path)
    {
        using var response = await app.Http1.GetAsync(path, TestContext.Current.CancellationToken).Bounded();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return (await response.Content.ReadFromJsonAsync<ProblemDetails>(TestContext.Current.CancellationToken))!;
    }
}
