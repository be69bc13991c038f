using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sse.Tests;

/// <summary>An application with a market and a dashboard, on a real server. Who sends the header User is that user.</summary>
internal sealed class DashboardServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DashboardServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public MarketHub Market => _app.Services.GetRequiredService<MarketHub>();

    public static async Task<DashboardServer> StartAsync(Action<WebApplication> map, bool withAuthorization = true, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSse().AddHub<MarketHub>(o => o.MaxEventBytes = 4096).AddHub<NoteHub>().AddHub<TopicsHub>().AddHub<WholeHub>();
        services?.Invoke(builder.Services);
        if (withAuthorization)
        {
            builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, ByHeader>("header", null);
            builder.Services.AddAuthorizationBuilder().AddPolicy("ops", policy => policy.RequireUserName("ops"));
        }
        var app = builder.Build();
        app.MapSse<MarketHub>("/market", o => o.Topics = _ => SseTopicSelection.All);
        map(app);
        try { await app.StartAsync(TestContext.Current.CancellationToken); }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new DashboardServer(app);
    }

    /// <summary>Asks, and reads no further than the headers.</summary>
    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? user = null, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (user is not null) request.Headers.Add("User", user);
        if (body is not null) request.Content = new StringContent(body);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class ByHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["User"].ToString() is { Length: > 0 } user
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user)], Scheme.Name)), Scheme.Name))
            : AuthenticateResult.NoResult());
    }
}
