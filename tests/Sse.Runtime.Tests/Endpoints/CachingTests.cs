using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Caching.Distributed;
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
        ["logging to W3C files"] = (app => app.UseW3CLogging(), services => services.AddW3CLogging(options => options.LogDirectory = Directory.CreateTempSubdirectory("sse-w3c").FullName)),
        ["request timeouts"] = (app => app.UseRequestTimeouts(), services => services.AddRequestTimeouts(options => options.DefaultPolicy = new() { Timeout = TimeSpan.FromMinutes(5) })),
        ["cookie policy"] = (
            app =>
            {
                app.UseCookiePolicy();
                app.Use((http, next) =>
                {
                    http.Response.Cookies.Append("a", "b");
                    return next(http);
                });
            },
            _ => { }),
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

    private static readonly string[] Paths = ["/stream", "/hub", "/result", "/controller-stream", "/middleware", "/middleware-hub", "/request-delegate", "/any-result"];

    public static TheoryData<string, string> Cases => [.. from name in Middleware.Keys from path in Paths select (name, path)];

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
        if (!IsHubs(path)) runs.ShouldBe(3);
        else (await HubIsReadByAsync(app, 1)).ShouldBeTrue();
        app.Log.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/middleware")]
    [InlineData("/any-result")]
    [InlineData("/stream")]
    [InlineData("/hub")]
    public async Task Nothing_of_a_stream_is_recorded_whatever_its_client_accepts(string path)
    {
        var recordings = new Recordings();
        await using var app = await StartAsync(
            (app => app.UseOutputCache(), services => services.AddOutputCache(options => options.AddBasePolicy(policy => policy.Cache())).AddSingleton<IOutputCacheStore>(recordings)), () => { });
        using var reader = await app.OpenAsync(path);
        await reader.NextAsync();
        using (await app.Http1.GetAsync("/plain", TestContext.Current.CancellationToken).Bounded())
        {
            await app.StopAsync();
        }
        recordings.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_asks_for_no_stream_is_cached_as_before()
    {
        await using var app = await StartAsync(Middleware["output cache for everything"], () => { });
        var first = await app.Http1.GetStringAsync("/plain", TestContext.Current.CancellationToken).Bounded();
        (await app.Http1.GetStringAsync("/plain", TestContext.Current.CancellationToken).Bounded()).ShouldBe(first);
    }

    [Theory]
    [InlineData("/middleware")]
    [InlineData("/stream")]
    [InlineData("/hub")]
    public async Task What_a_request_left_in_its_session_is_seen_while_its_stream_is_open_and_undoes_nothing_at_its_end(string path)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await StartAsync(
            (app =>
            {
                app.Use(async (http, next) =>
                {
                    try { await next(http); }
                    finally { if (http.Request.Path == path) ended.SetResult(); }
                });
                app.UseSession();
                app.Use((http, next) =>
                {
                    if (http.Request.Path == "/number") return http.Response.WriteAsync($"{http.Session.GetInt32("n")}");
                    if (http.Request.Path == "/two") http.Session.SetInt32("n", 2);
                    if (http.Request.Path == path) http.Session.SetInt32("n", 1);
                    return next(http);
                });
            }, services => services.AddDistributedMemoryCache().AddSession()), () => { });
        var stream = await app.OpenAsync(path);
        var cookie = stream.Response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        (await GetAsync("/number")).ShouldBe("1");
        await GetAsync("/two");

        stream.Dispose();
        await ended.Task.Bounded();
        (await GetAsync("/number")).ShouldBe("2");

        async Task<string> GetAsync(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Cookie", cookie);
            using var answer = await app.Http1.SendAsync(request, TestContext.Current.CancellationToken).Bounded();
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_session_store_that_is_away_keeps_nobody_out()
    {
        await using var app = await StartAsync((app => app.UseSession(), services => services.AddSingleton<IDistributedCache, NoCache>().AddSession()), () => { });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/stream");
        request.Headers.Add("Cookie", ".AspNetCore.Session=x");
        using var reader = await EventReader.OpenAsync(await app.Http1.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded());
        (await reader.NextAsync())!.ShouldStartWith(": heartbeat");
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
        // What has no metadata is known by what an EventSource asks for; what has is known to any client.
        var reader = await app.OpenAsync(path, accept: path is "/stream" or "/hub" or "/result" or "/controller-stream" ? null : "text/event-stream");
        IsForNobody(reader.Response).ShouldBeTrue($"{path}: {reader.Response.Headers.CacheControl}");
        reader.Response.Headers.Contains("Age").ShouldBeFalse(path);
        (await reader.NextAsync())!.ShouldStartWith(": heartbeat");
        if (IsHubs(path)) app.Hub().Publish(new Step(1));
        (await reader.NextAsync())!.ShouldContain("{\"n\":1}");
        return reader;
    }

    private static async Task<bool> HubIsReadByAsync(TestApp app, int count)
    {
        await Wait.Until(() => app.Hub().SubscriberCount == count);
        return true;
    }

    private static bool IsHubs(string path) => path is "/hub" or "/result" or "/middleware-hub";

    private static bool IsForNobody(HttpResponseMessage answer) => answer.Headers.CacheControl is { NoStore: true, NoTransform: true, Public: false, MaxAge: null };

    private static Task<TestApp> StartAsync((Action<WebApplication> Use, Action<IServiceCollection> Add) middleware, Action onRun) => TestApp.StartAsync(
        app =>
        {
            middleware.Use(app);
            app.Use((http, next) => http.Request.Path.Value switch
            {
                "/middleware" => http.OpenSseStream(HandleAsync),
                "/middleware-hub" => SseResults.Subscribe(app.Services.GetRequiredService<TestHub>(), SseTopicSelection.None).ExecuteAsync(http),
                _ => next(http),
            });
            app.MapSse<TestHub>("/hub");
            app.MapGet("/result", (TestHub hub) => SseResults.Subscribe(hub, SseTopicSelection.None));
            app.MapGet("/stream", () => SseResults.Stream(HandleAsync));
            app.MapGet("/plain", () => Guid.NewGuid());
            app.MapGet("/request-delegate", http => http.OpenSseStream(HandleAsync));
            app.MapGet("/any-result", IResult () => SseResults.Stream(HandleAsync));
            app.MapControllers();

            async Task HandleAsync(SseStream stream, CancellationToken closed)
            {
                onRun();
                await stream.PublishAsync(new Tick(1), closed);
                await Wait.Forever(closed);
            }
        },
        services =>
        {
            middleware.Add(services);
            services.AddSingleton(onRun);
            services.AddControllers().AddApplicationPart(typeof(CachedController).Assembly);
            services.AddSse().AddHub<TestHub>();
        });

    private sealed class Recordings : IOutputCacheStore
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => new((byte[]?)null);

        public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) => default;

        public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return default;
        }
    }

    private sealed class NoCache : IDistributedCache
    {
        public byte[]? Get(string key) => throw new IOException("away");

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => throw new IOException("away");

        public void Refresh(string key) => throw new IOException("away");

        public Task RefreshAsync(string key, CancellationToken token = default) => throw new IOException("away");

        public void Remove(string key) => throw new IOException("away");

        public Task RemoveAsync(string key, CancellationToken token = default) => throw new IOException("away");

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new IOException("away");

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => throw new IOException("away");
    }
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
