using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sse.Tests;

/// <summary>One process whose streams accept tickets. The header <c>X-User</c> signs in; all nodes have the same keys.</summary>
internal sealed class TicketNode : IAsyncDisposable
{
    private const string Path = "/hub/a";
    private static readonly EphemeralDataProtectionProvider Keys = new();
    private readonly WebApplication _app;

    private TicketNode(WebApplication app) => _app = app;

    public PriceHub Hub => _app.Services.GetRequiredService<PriceHub>();

    public static async Task<TicketNode> StartAsync(Func<IServiceProvider, ILogStore> store, Action<SseHubOptions>? options = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddSse().AddHub<PriceHub>(options).UseStore(store);
        builder.Services.AddSingleton<IDataProtectionProvider>(Keys);
        builder.Services.AddAuthentication(Believing.Name).AddScheme<AuthenticationSchemeOptions, Believing>(Believing.Name, null).AddSseTicket();
        builder.Services.AddAuthorization();
        if (time is not null) builder.Services.AddSingleton(time);
        var app = builder.Build();
        app.MapSse<PriceHub>("/hub/{topic}", o => o.AcceptsTickets = o.TopicsArePublic = true);
        await app.StartAsync(TestContext.Current.CancellationToken).Bounded();
        return new TicketNode(app);
    }

    /// <summary>A ticket.</summary>
    public async Task<string> IssueAsync(string user = "alice")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Path, UriKind.Relative));
        request.Headers.Add("X-User", user);
        using var answer = await _app.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken).Bounded();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("ticket").GetString()!;
    }

    /// <summary>Opens a stream with a ticket, and leaves again.</summary>
    /// <returns>The status, and the cookie to come back with.</returns>
    public async Task<(HttpStatusCode Status, string? Cookie)> OpenAsync(string ticket, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{Path}?ticket={ticket}", UriKind.Relative));
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var answer = await _app.GetTestClient().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded();
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) answer.Headers.RetryAfter.ShouldNotBeNull();
        return (answer.StatusCode, answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Single().Split(';')[0] : null);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken).Bounded();
        await _app.DisposeAsync();
    }

    private sealed class Believing(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public const string Name = "Believing";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers["X-User"] is [{ } user]
                ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], Name)), Name))
                : AuthenticateResult.NoResult());
    }
}
