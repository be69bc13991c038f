using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests;

/// <summary>A node whose clients are all one user; at <c>/hub/handler</c> it has a handler's stream.</summary>
internal sealed class SignedIn : IStartupFilter
{
    private static readonly ClaimsPrincipal Alice = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "alice"), new Claim("team", "Köln")], "test"));

    public static Task<Node> StartAsync(Func<IServiceProvider, ILogStore> store, Action<SseHubOptions>? options = null) =>
        Node.StartAsync(store, options, services => services.AddSingleton<IStartupFilter, SignedIn>());

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, following) =>
        {
            http.User = Alice;
            return http.Request.Path.Value == "/hub/handler" ? http.OpenSseStream((_, closed) => new TaskCompletionSource().Task.WaitAsync(closed)) : following(http);
        });
        next(app);
    };
}
