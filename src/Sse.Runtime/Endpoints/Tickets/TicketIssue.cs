using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sse;

/// <summary>Answers who may read a stream with a ticket for it.</summary>
internal static class TicketIssue
{
    /// <summary>Issues one to a client that may read the topics.</summary>
    public static Task AnswerAsync(HttpContext http, Type hub, SseTopicSelection topics, SseSubscribeOptions options)
    {
        if (!Refused.HasUser(http)) return Refused.AnswerAsync(http, canSignIn: true);
        var services = http.RequestServices;
        var issuing = services.GetRequiredService<IOptionsMonitor<SseTicketOptions>>().Get(SseTicketDefaults.AuthenticationScheme);
        var now = (issuing.TimeProvider ?? TimeProvider.System).GetUtcNow();
        var end = now + issuing.StreamLifetime;
        if (SignInEnd.Find(http, isFollowed: true, options.Expires) is { } known && known < end) end = known;
        if (end <= now) return Refused.AnswerAsync(http, canSignIn: true);
        var ticket = new StreamTicket
        {
            Id = Guid.NewGuid(),
            IssuedAt = now,
            ExpiresAt = now + issuing.Lifetime,
            EndsAt = end,
            Topics = TopicDigest.Of(topics),
            User = UserOf(http.User, issuing.KeepClaim),
        };
        var text = services.GetRequiredService<TicketProtection>().Protect(hub, ticket);
        if (text.Length > TicketProtection.MostCharacters)
            throw new InvalidOperationException($"The claims of a user make a ticket of {text.Length} characters; {TicketProtection.MostCharacters} fit into an address. Choose fewer with {nameof(SseTicketOptions)}.{nameof(SseTicketOptions.KeepClaim)}.");
        StreamHeaders.HideAddress(http);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync($$"""{"ticket":"{{text}}","expires":{{(long)issuing.Lifetime.TotalSeconds}}}""", http.RequestAborted);
    }

    // Only what was authenticated, and no token that a scheme may have left on it.
    private static ClaimsPrincipal UserOf(ClaimsPrincipal user, Func<Claim, bool>? keep) => new(user.Identities
        .Where(static identity => identity.IsAuthenticated)
        .Select(identity => new ClaimsIdentity(identity.Claims.Where(claim => keep?.Invoke(claim) != false), identity.AuthenticationType, identity.NameClaimType, identity.RoleClaimType)));
}
