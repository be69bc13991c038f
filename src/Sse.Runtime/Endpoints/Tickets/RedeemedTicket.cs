using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>What a stream owes to the ticket it was opened with.</summary>
/// <param name="MaxAge">How long it may last: its client must come back while its cookie lasts.</param>
internal sealed record RedeemedTicket(TimeSpan MaxAge)
{
    /// <summary>How long a stream may last.</summary>
    public static TimeSpan? Bound(HttpContext http, TimeSpan? maxAge) =>
        http.Features.Get<RedeemedTicket>()?.MaxAge is { } bound && (maxAge is null || bound < maxAge) ? bound : maxAge;
}
