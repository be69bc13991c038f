using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>When the sign-in behind a request is over, as far as that is known.</summary>
internal static class SignInEnd
{
    private const string ExpiryClaim = "exp";

    /// <summary>The earliest end that is known: of what was authenticated, of a token's own claim, and what the application says.</summary>
    /// <param name="http">The request.</param>
    /// <param name="isFollowed">Whether the end of the sign-in counts, besides what the application says.</param>
    /// <param name="expires">Asks the application; null when it has nothing to say.</param>
    /// <returns>Null when none is known.</returns>
    public static DateTimeOffset? Find(HttpContext http, bool isFollowed, Func<HttpContext, DateTimeOffset?>? expires)
    {
        var end = expires?.Invoke(http);
        if (!isFollowed) return end;
        end = Earliest(end, http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc);
        foreach (var identity in http.User.Identities)
            if (identity.IsAuthenticated) end = Earliest(end, EndOf(identity));
        return end;
    }

    private static DateTimeOffset? EndOf(ClaimsIdentity identity)
    {
        DateTimeOffset? end = null;
        foreach (var claim in identity.FindAll(ExpiryClaim)) end = Earliest(end, Read(claim.Value));
        return end;
    }

    // Seconds since 1970; RFC 7519 admits a fraction. What is no number, or beyond any date, says nothing.
    private static DateTimeOffset? Read(string text) =>
        text.Length <= 32
        && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is { } first && other is { } second && first > second ? second : one ?? other;
}
