using System.Net.Sockets;
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
        // A server admits some hundred streams to a connection; without a second one, further readings would wait for ever.
        EnableMultipleHttp2Connections = true,
        ConnectCallback = static async (context, cancellationToken) => await ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false),
    };

    public static HttpClient CreateClient() => new(Create()) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>
    /// A connection that notices by itself, within a minute, that nobody is there any more: a stream sends nothing, so a
    /// link that died would not be noticed where no heartbeat is told.
    /// </summary>
    internal static async Task<NetworkStream> ConnectAsync(System.Net.DnsEndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
