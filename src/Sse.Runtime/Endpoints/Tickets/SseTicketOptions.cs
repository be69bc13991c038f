using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>What holds for one-time tickets. Validated when the application starts.</summary>
public sealed class SseTicketOptions : AuthenticationSchemeOptions
{
    /// <summary>How long a ticket can be redeemed. Between 1 s and 10 min; 30 s by default.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the cookie lets a stream's client come back, counted anew at each return. Between 10 s and a day; 10 min by
    /// default. Such a stream ends after about half of it, so that its client comes back while the cookie lasts. It never lasts
    /// beyond the sign-in's end or <see cref="StreamLifetime"/>.
    /// </summary>
    public TimeSpan CookieLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long the stream of one ticket may go on, over all returns of its client. Between 10 s and 365 days; 12 h by default. The end of the
    /// sign-in that the ticket was given for is sooner, where it is known.
    /// </summary>
    public TimeSpan StreamLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>
    /// Says which of a user's claims go into the ticket; null, the default, takes all. A ticket is a part of an address: one that
    /// is longer than 6,000 characters is not issued. Of a claim that isn't kept no policy knows, and no <c>Disconnect</c>. Called from
    /// any thread.
    /// </summary>
    public Func<Claim, bool>? KeepClaim { get; set; }

    /// <summary>
    /// The cookie: HttpOnly, <see cref="SameSiteMode.Strict"/>, secure over https, and for the stream's own path. Its name begins with
    /// <c>sse-ticket</c>; each stream has one of its own. What it says of its lifetime isn't used.
    /// </summary>
    public CookieBuilder Cookie { get; } = new()
    {
        Name = "sse-ticket",
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        SecurePolicy = CookieSecurePolicy.SameAsRequest,
        IsEssential = true,
    };
}
