using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>A client's text that is no topic name is its own error, wherever in the pipeline it is taken for one.</summary>
public class BadNamesAnywhereTests
{
    private static readonly string[] Places =
    [
        "/any-result", "/task-of-any-result", "/request-delegate", "/filter", "/authorization", "/middleware", "/publish", "/disconnect", "/per-request", "/read-all",
        "/controller-names/hub-result", "/controller-names/any-result", "/controller-names/action-result", "/controller-names/filtered",
    ];

    private static readonly Dictionary<string, Action<WebApplication>> Pages = new(StringComparer.Ordinal)
    {
        ["no page for errors"] = _ => { },
        ["problem documents"] = app => app.UseExceptionHandler(),
        ["a page of its own"] = app => app.UseExceptionHandler("/error"),
        ["a page for developers"] = app => app.UseDeveloperExceptionPage(),
        ["pages for statuses"] = app => app.UseStatusCodePagesWithReExecute("/error"),
    };

    public static TheoryData<string> PageNames => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(PageNames))]
    public async Task It_is_answered_with_400_in_words(string page)
    {
        await using var app = await StartAsync(Pages[page]);
        foreach (var place in Places)
        {
            foreach (var name in new[] { "", "%0A", new string('x', 257) })
            {
                using var answer = await app.Http1.GetAsync(new Uri($"{place}?t={name}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded();
                answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{place} '{name}'");
                answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", place);
                (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Bounded()).ShouldContain("topic name", customMessage: place);
            }
            using var good = await app.Http1.GetAsync(new Uri($"{place}?t=fine", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded();
            good.StatusCode.ShouldBe(HttpStatusCode.OK, place);
        }
        // That page logs whatever it sees before it asks anyone.
        if (page != "a page for developers" && Environment.Version.Major >= 10) app.Log.Errors.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(PageNames))]
    public async Task What_else_goes_wrong_there_is_the_programs_error(string page)
    {
        await using var app = await StartAsync(Pages[page]);
        using var answer = await app.Http1.GetAsync("/wrong", TestContext.Current.CancellationToken).Bounded();
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        await Wait.Until(() => app.Log.Errors.Any());
    }

    private static Task<TestApp> StartAsync(Action<WebApplication> use) => TestApp.StartAsync(
        app =>
        {
            use(app);
            app.UseRouting();
            app.UseAuthorization();
            app.Use((http, next) => http.Request.Path == "/middleware" ? SseResults.Subscribe(app.Services.GetRequiredService<TestHub>(), SseTopicSelection.Of(Name(http))).ExecuteAsync(http) : next(http));
            app.MapGet("/error", () => Results.Text("a page"));
            app.MapGet("/wrong", SseHubResult<TestHub> () => throw new ArgumentException("on purpose", nameof(app)));
            app.MapGet("/any-result", IResult (string t, TestHub hub) => SseResults.Subscribe(hub, SseTopicSelection.Of(t)));
            app.MapGet("/task-of-any-result", async Task<IResult> (string t, TestHub hub) =>
            {
                await Task.Yield();
                return SseResults.Subscribe(hub, [t, "fine"]);
            });
            app.MapGet("/request-delegate", http => SseResults.Subscribe(http.RequestServices.GetRequiredService<TestHub>(), SseTopicSelection.Of(Name(http))).ExecuteAsync(http));
            app.MapGet("/filter", (TestHub hub) => SseResults.Stream((_, _) => Task.CompletedTask)).AddEndpointFilter((invocation, next) =>
            {
                SseTopicSelection.Of(Name(invocation.HttpContext));
                return next(invocation);
            });
            app.MapGet("/authorization", () => SseResults.Stream((_, _) => Task.CompletedTask)).RequireAuthorization(policy => policy.RequireAssertion(context => SseTopicSelection.Of(Name((HttpContext)context.Resource!)).Count == 1));
            app.MapGet("/publish", (string t, TestHub hub) => { hub.Topic(t).Publish(new Step(1)); });
            app.MapGet("/disconnect", (string t, TestHub hub) => { hub.Topic(t).Disconnect(); });
            app.MapGet("/per-request", (string t, TestHub hub) =>
            {
                var topics = SseTopicSelection.Of(t);
                return SseResults.Stream((_, _) => Task.FromResult(topics));
            });
            app.MapGet("/read-all", (string t, TestHub hub) =>
            {
                var messages = hub.ReadAllAsync(SseTopicSelection.Of(t));
                return SseResults.Stream((_, _) => Task.FromResult(messages));
            });
            app.MapControllers();
        },
        services =>
        {
            services.AddProblemDetails().AddAuthorization();
            services.AddControllers().AddApplicationPart(typeof(NamesController).Assembly);
            services.AddSse().AddHub<TestHub>();
        });

    private static string Name(HttpContext http) => http.Request.Query["t"].ToString();
}

[ApiController]
[Route("controller-names")]
public sealed class NamesController(IServiceProvider services) : ControllerBase
{
    [HttpGet("hub-result")]
    public SseHubResult<TestHub> HubResult() => Subscribe();

    [HttpGet("any-result")]
    public async Task<IResult> AnyResult()
    {
        await Task.Yield();
        return Subscribe();
    }

    [HttpGet("action-result")]
    public IActionResult ActionResult() => Subscribe();

    [HttpGet("filtered")]
    [ReadsName]
    public IActionResult Filtered() => Ok();

    private SseHubResult<TestHub> Subscribe() => SseResults.Subscribe(services.GetRequiredService<TestHub>(), SseTopicSelection.Of(Request.Query["t"].ToString()));

    private sealed class ReadsNameAttribute : ActionFilterAttribute
    {
        public override void OnActionExecuting(ActionExecutingContext context) => SseTopicSelection.Of(context.HttpContext.Request.Query["t"].ToString());
    }
}
