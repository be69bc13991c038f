using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>Middleware that presumes answers that end, or that writes what a page says to caches.</summary>
public class CachingTests
{
    private static readonly Dictionary<string, (Action<WebApplication> Use, Action<IServiceCollection> Add)> Middleware = new(StringComparer.Ordinal)
    {
        ["output cache for everything"] = (app => app.UseOutputCache(), services => services.AddOutputCache(options => options.AddBasePolicy(policy => policy.Cache()))),
        ["response caching"] = (app => app.UseResponseCaching(), services => services.AddResponseCaching()),
        ["response caching of what the application calls public"] = (
            app =>
            {
                app.UseResponseCaching();
                app.Use((http, next) =>
                {
                    http.Response.Headers.CacheControl = "public, max-age=600";
                    return next(http);
                });
            },
            services => services.AddResponseCaching()),
        ["session"] = (
            app =>
            {
                app.UseSession();
                app.Use((http, next) =>
                {
                    http.Session.SetInt32("n", 1);
                    return next(http);
                });
            },
            services => services.AddDistributedMemoryCache().AddSession()),
        ["antiforgery"] = (
            app => app.Use((http, next) =>
            {
                http.RequestServices.GetRequiredService<Microsoft.AspNetCore.Antiforgery.IAntiforgery>().GetAndStoreTokens(http);
                return next(http);
            }),
            services => services.AddAntiforgery()),
        ["logging of bodies"] = (app => app.UseHttpLogging(), services => services.AddHttpLogging(options => options.LoggingFields = HttpLoggingFields.All)),
        ["compression"] = (app => app.UseResponseCompression(), services => services.AddResponseCompression(options => options.MimeTypes = ["text/event-stream"])),
        ["rate limits"] = (app => app.UseRateLimiter(), services => services.AddRateLimiter(_ => { })),
        ["pages for errors"] = (
            app =>
            {
                app.UseExceptionHandler("/error");
                app.UseStatusCodePages();
                app.UseDeveloperExceptionPage();
            },
            services => services.AddProblemDetails()),
    };

    public static TheoryData<string, string> Cases => [.. from name in Middleware.Keys from path in new[] { "/stream", "/hub", "/result", "/controller-stream" } select (name, path)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_client_has_a_stream_of_its_own_that_nobody_keeps(string name, string path)
    {
        var runs = 0;
        await using var app = await StartAsync(Middleware[name], () => Interlocked.Increment(ref runs));
        // One after the other, all open at once, and those that come when some have ended.
        using var first = await ReadsAsync(app, path);
        using var second = await ReadsAsync(app, path);
        first.Dispose();
        second.Dispose();
        using var third = await ReadsAsync(app, path);
        if (path is "/stream" or "/controller-stream") runs.ShouldBe(3);
        else (await HubIsReadByAsync(app, 1)).ShouldBeTrue();
        app.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cookie_that_is_renewed_keeps_no_transform()
    {
        await using var app = await TestApp.StartAsync(
            app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapGet("/login", (HttpContext http) => http.SignInAsync(new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity("test"))));
                app.MapSse<TestHub>("/hub");
                app.MapGet("/stream", () => SseResults.Stream((_, ct) => Wait.Forever(ct)));
            },
            services =>
            {
                services.AddAuthorization().AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
                {
                    options.SlidingExpiration = true;
                    options.Events.OnCheckSlidingExpiration = context =>
                    {
                        context.ShouldRenew = true;
                        return Task.CompletedTask;
                    };
                });
                services.AddSse().AddHub<TestHub>();
            });
        using var login = await app.Http1.GetAsync("/login", TestContext.Current.CancellationToken).Bounded();
        foreach (var path in new[] { "/hub", "/stream" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", login.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
            using var answer = await app.Http1.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded();
            answer.Headers.Contains("Set-Cookie").ShouldBeTrue(path);
            IsForNobody(answer).ShouldBeTrue($"{path}: {answer.Headers.CacheControl}");
        }
    }

    [Theory]
    [InlineData("/cached")]
    [InlineData("/nostore")]
    public async Task What_a_controllers_filter_says_to_caches_keeps_no_transform(string path)
    {
        await using var app = await TestApp.StartAsync(app => app.MapControllers(), services => services.AddControllers().AddApplicationPart(typeof(CachedController).Assembly));
        using var reader = await app.OpenAsync(path);
        IsForNobody(reader.Response).ShouldBeTrue($"{reader.Response.Headers.CacheControl}");
    }

    private static async Task<EventReader> ReadsAsync(TestApp app, string path)
    {
        var reader = await app.OpenAsync(path);
        IsForNobody(reader.Response).ShouldBeTrue($"{path}: {reader.Response.Headers.CacheControl}");
        reader.Response.Headers.Contains("Age").ShouldBeFalse(path);
        (await reader.NextAsync())!.ShouldStartWith(": heartbeat");
        if (path is "/hub" or "/result") app.Hub().Publish(new Step(1));
        (await reader.NextAsync())!.ShouldContain("{\"n\":1}");
        return reader;
    }

    private static async Task<bool> HubIsReadByAsync(TestApp app, int count)
    {
        await HubApp.UntilAsync(() => app.Hub().SubscriberCount == count);
        return true;
    }

    private static bool IsForNobody(HttpResponseMessage answer) => answer.Headers.CacheControl is { NoStore: true, NoTransform: true, Public: false, MaxAge: null };

    private static Task<TestApp> StartAsync((Action<WebApplication> Use, Action<IServiceCollection> Add) middleware, Action onRun) => TestApp.StartAsync(
        app =>
        {
            middleware.Use(app);
            app.MapSse<TestHub>("/hub");
            app.MapGet("/result", (TestHub hub) => SseResults.Subscribe(hub, SseTopicSelection.None));
            app.MapGet("/stream", () => SseResults.Stream(async (stream, ct) =>
            {
                onRun();
                await stream.PublishAsync(new Tick(1), ct);
                await Wait.Forever(ct);
            }));
            app.MapControllers();
        },
        services =>
        {
            middleware.Add(services);
            services.AddSingleton(onRun);
            services.AddControllers().AddApplicationPart(typeof(CachedController).Assembly);
            services.AddSse().AddHub<TestHub>();
        });
}

[ApiController]
public sealed class CachedController(Action? onRun = null) : ControllerBase
{
    [HttpGet("/cached")]
    [ResponseCache(Duration = 600)]
    public SseStreamResult Cached() => Open();

    [HttpGet("/nostore")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public SseStreamResult NoStore() => Open();

    [HttpGet("/controller-stream")]
    public SseStreamResult Opened() => Open();

    private SseStreamResult Open() => SseResults.Stream(async (stream, ct) =>
    {
        onRun?.Invoke();
        await stream.PublishAsync(new Tick(1), ct);
        await Wait.Forever(ct);
    });
}
