using System.Net.Sockets;
using System.Text;

namespace Sse.Tests;

/// <summary>A socket that says what it is told and reads when it is told.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4 * 1024 };

    public static Task<RawClient> SendAsync(TestApp app, string path, params string[] headers) => SendAsync(app, "1.1", path, headers);

    public static async Task<RawClient> SendAsync(TestApp app, string version, string path, string[] headers)
    {
        var client = new RawClient();
        var address = app.Http1.BaseAddress!;
        await client._socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var request = $"GET {path} HTTP/{version}\r\nHost: {address.Authority}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";
        await client._socket.SendAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
        return client;
    }

    public async Task<string> ReadUntilAsync(string mark)
    {
        var text = new StringBuilder();
        var buffer = new byte[4 * 1024];
        while (!text.ToString().Contains(mark, StringComparison.Ordinal))
        {
            var read = await ReceiveAsync();
            if (read == 0) throw new EndOfStreamException(text.ToString());
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        return text.ToString();

        async Task<int> ReceiveAsync()
        {
            try { return await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).Bounded(); }
            catch (TimeoutException exception) { throw new TimeoutException($"No '{mark}' follows: {text}", exception); }
        }
    }

    /// <summary>Reads at least so many bytes.</summary>
    public async Task ReadSomeAsync(int bytes)
    {
        var buffer = new byte[64 * 1024];
        while (bytes > 0) bytes -= await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).Bounded();
    }

    /// <summary>Reads to the end; true when it was a clean one: the last chunk of the body, not a reset.</summary>
    public async Task<bool> EndsCleanlyAsync()
    {
        var tail = "";
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).Bounded() is var read and > 0)
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

    public void Dispose() => _socket.Dispose();
}
