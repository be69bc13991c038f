using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Sse.Tests;

/// <summary>One connection of <see cref="RawServer"/>: the request it brought, and what the test sends back.</summary>
internal sealed class RawConnection(TcpClient client)
{
    private readonly NetworkStream _stream = client.GetStream();

    public string RequestLine { get; private set; } = "";

    /// <summary>Header values by name; several of one name are joined by a bar.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string Body { get; private set; } = "";

    public string? LastEventId => Headers.GetValueOrDefault("Last-Event-ID");

    public async Task ReadRequestAsync()
    {
        Headers.Clear();
        Body = "";
        var head = new List<byte>();
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray())) head.Add(await ReadByteAsync());
        var lines = Encoding.UTF8.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        RequestLine = lines[0];
        foreach (var line in lines.Skip(1))
        {
            var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            Headers[name] = Headers.TryGetValue(name, out var earlier) ? $"{earlier}|{value}" : value;
        }
        if (Headers.TryGetValue("Content-Length", out var length)) Body = await ReadTextAsync(int.Parse(length, CultureInfo.InvariantCulture));
        else if (Headers.ContainsKey("Transfer-Encoding")) Body = await ReadChunksAsync();
    }

    private async Task<string> ReadChunksAsync()
    {
        var body = new StringBuilder();
        while (true)
        {
            var line = new StringBuilder();
            while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal)) line.Append((char)await ReadByteAsync());
            var size = int.Parse(line.ToString().Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Append(await ReadTextAsync(size));
            await ReadTextAsync(2);
            if (size == 0) return body.ToString();
        }
    }

    private async Task<string> ReadTextAsync(int bytes)
    {
        var text = new byte[bytes];
        await _stream.ReadExactlyAsync(text, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>Answers with a stream that ends when the connection does.</summary>
    public Task OpenStreamAsync(string headers = "") =>
        SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{headers}Connection: close\r\n\r\n");

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Waits until the client has closed its side, by end or by reset.</summary>
    public async Task ClientClosedAsync()
    {
        try
        {
            while (await _stream.ReadAsync(new byte[1024], TestContext.Current.CancellationToken) > 0)
            {
            }
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Ends the connection as a server does that has said everything.</summary>
    public void Close() => client.Close();

    /// <summary>Breaks the connection with a reset.</summary>
    public void Reset()
    {
        client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Client.Close();
    }

    private async Task<byte> ReadByteAsync()
    {
        var one = new byte[1];
        await _stream.ReadExactlyAsync(one, TestContext.Current.CancellationToken);
        return one[0];
    }
}
