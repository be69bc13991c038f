using System.Text;

namespace Sse;

/// <summary>The HTTP handler of clients that bring none of their own.</summary>
internal static class StreamHandler
{
    private static readonly Lazy<HttpMessageInvoker> Shared = new(() => new HttpMessageInvoker(Create()));

    /// <summary>Sends what goes to another origin than the stream's: no user's handler, no default header takes part.</summary>
    public static HttpMessageInvoker OtherOrigin => Shared.Value;

    public static SocketsHttpHandler Create() => new()
    {
        // Redirects follow our rules; its own would send Last-Event-ID and custom headers to another origin.
        AllowAutoRedirect = false,
        // A cookie knows no port, so it would reach other origins of the same host.
        UseCookies = false,
        // Last-Event-ID may be any text.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        // A stream that is left never ends: waiting for the rest would only keep its connection open.
        MaxResponseDrainSize = 0,
        ResponseDrainTimeout = TimeSpan.Zero,
        // New streams notice that a name has moved.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    public static HttpClient CreateClient() => new(Create()) { Timeout = Timeout.InfiniteTimeSpan };
}
