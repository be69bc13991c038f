using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sse.Tests.Authorization;

/// <summary>Believes a header: <c>X-User: alice</c> is the id, further <c>X-Claim: type=value</c> are claims.</summary>
internal sealed class HeaderScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string User = "X-User";
    public const string Claim = "X-Claim";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var claims = Request.Headers[User].Select(id => new Claim(ClaimTypes.NameIdentifier, id ?? ""))
            .Concat(Request.Headers.GetCommaSeparatedValues(Claim).Select(text => text.Split('=', 2)).Where(parts => parts.Length == 2).Select(parts => new Claim(parts[0], parts[1]))).ToArray();
        if (claims.Length == 0) return Task.FromResult(AuthenticateResult.NoResult());
        var identity = new ClaimsIdentity(claims, Scheme.Name, ClaimTypes.NameIdentifier, "role");
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Scheme.Name;
        return base.HandleChallengeAsync(properties);
    }
}
