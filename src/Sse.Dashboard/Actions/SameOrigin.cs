using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>
/// Lets requests act that come from the dashboard's own page: with a header that another site's page can't send unasked, and,
/// where the browser says so, from the same origin.
/// </summary>
internal static class SameOrigin
{
    /// <summary>The header; its value doesn't matter.</summary>
    public const string Header = "Sse-Dashboard";

    /// <summary>What is wrong with a request; null when it may act.</summary>
    public static string? FindProblem(HttpRequest request)
    {
        if (!request.Headers.ContainsKey(Header)) return $"The request lacks the header {Header}.";
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none" ? null : "The request comes from another site.";
        // A browser too old for that still names the origin of a POST. The scheme is the proxy's, so hosts are compared.
        return !request.Headers.TryGetValue("Origin", out var origin) || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsHost(from, request.Host))
            ? null
            : "The request comes from another site.";
    }

    private static bool IsHost(Uri origin, HostString host) => string.Equals(origin.Authority, host.Value, StringComparison.OrdinalIgnoreCase)
        || (host.Port is null or 80 or 443 && origin.IsDefaultPort && string.Equals(origin.Host, host.Host, StringComparison.OrdinalIgnoreCase));
}
