using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Sse.Tests;

/// <summary>A socket that says what it is told and reads when it is told.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4 * 1024 };
    private SslStream? _tls;

    public static Task<RawClient> SendAsync(TestApp app, string path, params string[] headers) => SendAsync(app, "1.1", path, headers);

    public static Task<RawClient> SendAsync(TestApp app, string version, string path, string[] headers)
    {
        var request = $"GET {path} HTTP/{version}\r\nHost: {app.Http1.BaseAddress!.Authority}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";
        return SendTextAsync(app, request);
    }

    /// <summary>Sends whatever it is told, on a connection of its own.</summary>
    public static async Task<RawClient> SendTextAsync(TestApp app, string text)
    {
        var client = new RawClient();
        var address = app.Http1.BaseAddress!;
        await client._socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await client._socket.SendAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>As <see cref="SendAsync(TestApp, string, string[])"/>, to an address with TLS, whatever its certificate says.</summary>
    public static async Task<RawClient> SendOverTlsAsync(Uri address, string path)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        client._tls = new SslStream(new NetworkStream(client._socket), leaveInnerStreamOpen: false, static (_, certificate, _, _) => certificate is not null);
        await client._tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, TestContext.Current.CancellationToken).Bounded();
        await client._tls.WriteAsync(Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"), TestContext.Current.CancellationToken);
        return client;
    }

    public async Task<string> ReadUntilAsync(string mark)
    {
        var text = new StringBuilder();
        var buffer = new byte[4 * 1024];
        while (!text.ToString().Contains(mark, StringComparison.Ordinal))
        {
            var read = await ReceiveMoreAsync();
            if (read == 0) throw new EndOfStreamException(text.ToString());
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        return text.ToString();

        async Task<int> ReceiveMoreAsync()
        {
            try { return await ReceiveAsync(buffer); }
            catch (TimeoutException exception) { throw new TimeoutException($"No '{mark}' follows: {text}", exception); }
        }
    }

    /// <summary>Reads at least so many bytes.</summary>
    public async Task ReadSomeAsync(int bytes)
    {
        var buffer = new byte[64 * 1024];
        while (bytes > 0) bytes -= await ReceiveAsync(buffer);
    }

    /// <summary>Reads to the end; true when it was a clean one: the last chunk of the body, not a reset.</summary>
    public async Task<bool> EndsCleanlyAsync()
    {
        var tail = "";
        var buffer = new byte[64 * 1024];
        try
        {
            while (await ReceiveAsync(buffer) is var read and > 0)
            {
                tail += Encoding.UTF8.GetString(buffer, 0, read);
                tail = tail[^Math.Min(tail.Length, 16)..];
                if (tail.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal)) return true;
            }
        }
        catch (SocketException)
        {
            return false;
        }
        return false;
    }

    public void Dispose()
    {
        _tls?.Dispose();
        _socket.Dispose();
    }

    private Task<int> ReceiveAsync(byte[] buffer) =>
        (_tls?.ReadAsync(buffer, TestContext.Current.CancellationToken) ?? _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken)).Bounded();
}
