using System.Net;

namespace Sse;

/// <summary>Where a redirect leads and how it is asked there.</summary>
/// <remarks>Source: the Fetch standard, "HTTP-redirect fetch", with the stream's own rule for other origins.</remarks>
internal static class Redirects
{
    public const int Most = 20;

    public static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    /// <summary>The address a redirect names.</summary>
    /// <exception cref="SseClientException">It names none, or one that must not be followed.</exception>
    public static Uri Target(HttpResponseMessage response, Uri from)
    {
        var location = response.Headers.NonValidated.TryGetValues("Location", out var values) && values.Count == 1 ? values.ToString() : null;
        if (string.IsNullOrWhiteSpace(location)) throw Refused(response, from, "has no Location, or more than one");
        if (!Uri.TryCreate(from, location, out var target) || target.Scheme is not ("http" or "https") || target.Host.Length == 0)
        {
            throw Refused(response, from, $"has a Location that is no http or https address{(target is null ? "" : $": '{ShownAddress.Of(target)}'")}");
        }
        if (from.Scheme is "https" && target.Scheme is not "https") throw Refused(response, from, $"leads from https to http: '{ShownAddress.Of(target)}'");
        return target;
    }

    /// <summary>303 asks for the answer with GET; 301 and 302 do so after a POST, as browsers have always done.</summary>
    public static HttpMethod Method(HttpStatusCode status, HttpMethod method) =>
        status == HttpStatusCode.SeeOther && method != HttpMethod.Head
        || status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found && method == HttpMethod.Post
            ? HttpMethod.Get
            : method;

    public static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    public static SseClientException TooMany(Uri first) => new($"The stream at '{ShownAddress.Of(first)}' was redirected more than {Most} times.");

    private static SseClientException Refused(HttpResponseMessage response, Uri from, string why) =>
        new($"The redirect from '{ShownAddress.Of(from)}' {why}.") { StatusCode = response.StatusCode };
}
