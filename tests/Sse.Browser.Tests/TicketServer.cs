using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sse.Tests;

/// <summary>One more of them.</summary>
[SseEvent("count")]
internal sealed partial record Count(int N);

[SseHub(typeof(Count))]
internal sealed partial class CountHub;

/// <summary>
/// A server with a stream for who has a bearer token, a ticket or a cookie, at <c>/counts/a</c>, and pages that open it, in several origins: <see cref="Page"/>,
/// <see cref="SameSite"/> and <see cref="OtherSite"/>, whose pages may read it.
/// </summary>
internal sealed class TicketServer : IAsyncDisposable
{
    private const string Script = """
        <!doctype html><script>
          const seen = [];
          let source, at, opened = 0, closed = 0;

          // How the guide does it.
          async function open(url, withCredentials, lastId = '') {
            at = url;
            const answer = await fetch(url, { method: 'POST', headers: { Authorization: 'Bearer alice' } });
            const { ticket } = await answer.json();
            follow(`${url}?ticket=${ticket}&lastEventId=${encodeURIComponent(lastId)}`, withCredentials);
          }

          function follow(url, withCredentials = false) {
            source = new EventSource(url, { withCredentials });
            let lastId = '';
            source.onopen = () => opened++;
            source.addEventListener('count', e => { seen.push(JSON.parse(e.data).n); lastId = e.lastEventId; });
            source.onerror = () => { if (source.readyState === EventSource.CLOSED) { closed++; again?.(lastId); } };
          }

          let again;
        </script>
        """;

    private readonly WebApplication _app;
    private readonly List<HttpContext> _streams = [];

    private TicketServer(WebApplication app) => _app = app;

    /// <summary>The origin of the page and its stream.</summary>
    public string Page => _app.Urls.First();

    /// <summary>Another origin of the same site.</summary>
    public string SameSite => _app.Urls.Last();

    /// <summary>An origin of another site.</summary>
    public string OtherSite => Page.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    private CountHub Hub => _app.Services.GetRequiredService<CountHub>();

    public static async Task<TicketServer> StartAsync(SameSiteMode sameSite)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Without a site of their own, cookies have to be secure.
        var isSecure = sameSite == SameSiteMode.None;
        if (isSecure) builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(o => o.ConfigureHttpsDefaults(https => https.ServerCertificate = TestCertificate.Create()));
        var own = $"{(isSecure ? "https" : "http")}://127.0.0.1:0";
        builder.WebHost.UseUrls(own, own);
        builder.Logging.ClearProviders();
        builder.Services.AddSse().AddHub<CountHub>();
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication("Any")
            .AddPolicyScheme("Any", null, o => o.ForwardDefaultSelector = http => http.Request.Headers.Authorization.Count > 0 ? Bearer.Name : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, Bearer>(Bearer.Name, null)
            .AddCookie(o => o.Cookie.SameSite = sameSite)
            .AddSseTicket(o => o.Cookie.SameSite = sameSite);
        builder.Services.AddCors();
        TicketServer? server = null;
        var app = builder.Build();
        app.UseCors(policy => policy.SetIsOriginAllowed(origin => origin == server!.Page || origin == server.SameSite).AllowCredentials().WithMethods("POST").WithHeaders("Authorization"));
        app.Use((http, next) =>
        {
            if (HttpMethods.IsGet(http.Request.Method) && http.Request.Path.StartsWithSegments("/counts", StringComparison.Ordinal))
                lock (server!._streams) server._streams.Add(http);
            return next(http);
        });
        app.MapGet("/", () => Results.Content(Script, "text/html"));
        app.MapGet("/sign-in", (string user) => Results.SignIn(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "cookie")), authenticationScheme: CookieAuthenticationDefaults.AuthenticationScheme));
        app.MapSse<CountHub>("/counts/{topic}", o =>
        {
            o.AcceptsTickets = o.TopicsArePublic = true;
            o.Retry = TimeSpan.FromMilliseconds(100);
        }).RequireAuthorization();
        server = new TicketServer(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Publishes the numbers up to one.</summary>
    public void Publish(int from, int count)
    {
        for (var n = from; n < from + count; n++) Hub.Topic("a").Publish(new Count(n));
    }

    /// <summary>Says that there will never be more.</summary>
    public void Complete() => Hub.Topic("a").Complete();

    public void SignOut(string user) => Hub.Disconnect(user);

    /// <summary>Breaks all streams off.</summary>
    public void Cut()
    {
        lock (_streams)
        {
            foreach (var stream in _streams) stream.Abort();
            _streams.Clear();
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Bearer(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public const string Name = "Bearer";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers.Authorization is [{ } header] && header.Split(' ') is [Name, var user]
                ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], Name)), Name))
                : AuthenticateResult.NoResult());
    }
}
