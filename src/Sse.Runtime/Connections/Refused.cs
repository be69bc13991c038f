using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Sse;

/// <summary>Answers a client that may not read what it asks for: as the authorization middleware does, 401 with a challenge or 403.</summary>
internal static class Refused
{
    // Has no schemes of its own: those of the application hold.
    private static readonly AuthorizationPolicy NoPolicy = new AuthorizationPolicyBuilder().RequireAssertion(static _ => false).Build();
    private static readonly AuthorizationMiddlewareResultHandler Default = new();

    /// <summary>Whether somebody has signed in.</summary>
    public static bool HasUser(HttpContext http) => http.User.Identities.Any(static identity => identity.IsAuthenticated);

    /// <summary>Answers 403, or asks the client to sign in.</summary>
    public static Task AnswerAsync(HttpContext http, bool canSignIn) =>
        AnswerAsync(http, NoPolicy, canSignIn ? PolicyAuthorizationResult.Challenge() : PolicyAuthorizationResult.Forbid());

    /// <summary>Answers what a policy has decided.</summary>
    public static async Task AnswerAsync(HttpContext http, AuthorizationPolicy policy, PolicyAuthorizationResult result)
    {
        var status = result.Challenged ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        http.Response.StatusCode = status;
        Count(http, status);
        StreamHeaders.ForbidSniffing(http);
        var handler = http.RequestServices?.GetService<IAuthorizationMiddlewareResultHandler>() ?? Default;
        if (handler.GetType() == typeof(AuthorizationMiddlewareResultHandler) && !await HasSchemeAsync(http, policy, result).ConfigureAwait(false)) return;
        await handler.HandleAsync(
            refused =>
            {
                refused.Response.StatusCode = status;
                return Task.CompletedTask;
            },
            http, policy, result).ConfigureAwait(false);
    }

    /// <summary>Answers 403, where nobody is left to ask.</summary>
    public static void Forbid(HttpContext http)
    {
        if (http.Response.HasStarted) return;
        http.Response.Clear();
        Count(http, StatusCodes.Status403Forbidden);
        StreamHeaders.ForbidSniffing(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    private static void Count(HttpContext http, int status) =>
        StreamingHost.Of(http).Instruments.Streams.Of(http).Refuse(status == StatusCodes.Status401Unauthorized ? Refusals.Unauthorized : Refusals.Forbidden);

    // Without any there is nobody to challenge, and the attempt would be an error.
    private static async ValueTask<bool> HasSchemeAsync(HttpContext http, AuthorizationPolicy policy, PolicyAuthorizationResult result)
    {
        if (http.RequestServices?.GetService<IAuthenticationSchemeProvider>() is not { } schemes) return false;
        if (policy.AuthenticationSchemes.Count > 0) return true;
        var scheme = result.Challenged ? schemes.GetDefaultChallengeSchemeAsync() : schemes.GetDefaultForbidSchemeAsync();
        return await scheme.ConfigureAwait(false) is not null;
    }
}
