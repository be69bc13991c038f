using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Sse.Testing;

/// <summary>
/// Knows the requests that tests make, on the server's side: who makes them, and which connection answers. The first middleware of the application.
/// </summary>
internal sealed class TestRequests : IStartupFilter
{
    private const string StreamHeader = "Sse-Testing-Stream";
    private const string UserHeader = "Sse-Testing-User";
    private const string Scheme = "Sse.Testing";

    private readonly ConcurrentDictionary<string, TestRequest> _streams = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SseTestUser> _users = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Lets a client's requests be those of a user.</summary>
    public void SignIn(HttpClient client, SseTestUser user)
    {
        var key = NextKey();
        _users[key] = user;
        client.DefaultRequestHeaders.Add(UserHeader, key);
    }

    /// <summary>Follows a request that is to be sent.</summary>
    public TestRequest Follow(HttpRequestMessage request)
    {
        var key = NextKey();
        request.Headers.Add(StreamHeader, key);
        return _streams[key] = new TestRequest();
    }

    /// <summary>Who a request is signed in as; null when a test says nothing.</summary>
    public SseTestUser? UserOf(HttpContext http) =>
        http.Request.Headers.TryGetValue(UserHeader, out var key) && _users.TryGetValue(key.ToString(), out var user) ? user : null;

    /// <summary>A test's sign-in of a request; null when it says nothing.</summary>
    public AuthenticateResult? SignInOf(HttpContext http, string? scheme) => UserOf(http) is { } user
        ? AuthenticateResult.Success(new AuthenticationTicket(user.ToPrincipal(scheme ?? Scheme), new AuthenticationProperties { ExpiresUtc = user.SignInEnds }, scheme ?? Scheme))
        : null;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(RunAsync);
        next(app);
    };

    private async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        // Where the application authenticates nobody by default, this stays.
        if (SignInOf(http, scheme: null) is { } signIn)
        {
            http.User = signIn.Principal!;
            http.Features.Set<IAuthenticateResultFeature>(new SignInFeature { AuthenticateResult = signIn });
        }
        if (!http.Request.Headers.TryGetValue(StreamHeader, out var key) || !_streams.TryRemove(key.ToString(), out var request))
        {
            await next(http).ConfigureAwait(false);
            return;
        }
        request.Begin(http);
        try { await next(http).ConfigureAwait(false); }
        finally { request.End(); }
    }

    private string NextKey() => $"{Interlocked.Increment(ref _count)}";

    private sealed class SignInFeature : IAuthenticateResultFeature
    {
        public AuthenticateResult? AuthenticateResult { get; set; }
    }
}
