using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Sse.Tests.Hardening;

/// <summary>Sends each request on a connection of its own, exactly as it is written.</summary>
internal sealed class Http1Assailant(TestApp app) : IAssailant
{
    private readonly byte[] _buffer = new byte[16 * 1024];

    public async Task<HardeningAnswer> SendAsync(HardeningAttack attack)
    {
        using var socket = await ConnectAsync(app);
        var host = app.Http1.BaseAddress!.Authority;
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes($"{attack.Method} {attack.Path} HTTP/1.1\r\nHost: {host}\r\n{string.Concat(attack.Sent.Select(header => $"{header.Name}: {header.Value}\r\n"))}\r\n"), TestContext.Current.CancellationToken);
            return await ReadAsync(socket, isHead: attack.IsHead);
        }
        catch (SocketException)
        {
            // Cut while it was still saying something.
            return new(0, "", "");
        }
    }

    public ValueTask DisposeAsync() => default;

    public static async Task<Socket> ConnectAsync(TestApp app)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var address = app.Http1.BaseAddress!;
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        return socket;
    }

    private async Task<HardeningAnswer> ReadAsync(Socket socket, bool isHead)
    {
        var bytes = new List<byte>();
        // A stream that is delivered to once a minute has nothing for a while: what has come is judged.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        while (true)
        {
            var read = await ReceiveAsync(socket, patience);
            bytes.AddRange(_buffer.AsSpan(0, read));
            var text = Encoding.UTF8.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0 && read > 0) continue;
            if (end < 0) return new(0, text, "");
            var (head, status) = (text[..end], int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture));
            if (status != 200 || isHead) return new(status, head, text[(end + 4)..]);
            var body = Unchunk(text[(end + 4)..]);
            if (read == 0 || body.Contains(HardeningApp.Pulse, StringComparison.Ordinal)) return new(status, head, body);
        }
    }

    private async Task<int> ReceiveAsync(Socket socket, CancellationTokenSource patience)
    {
        try { return await socket.ReceiveAsync(_buffer, patience.Token); }
        catch (OperationCanceledException) { return 0; }
    }

    // Sizes are those of bytes; what is counted here is text of which all that is not ASCII is escaped.
    private static string Unchunk(string text)
    {
        var body = new StringBuilder();
        while (text.IndexOf("\r\n", StringComparison.Ordinal) is var line and > 0)
        {
            var size = int.Parse(text.AsSpan(0, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var rest = text[(line + 2)..];
            body.Append(rest.AsSpan(0, Math.Min(size, rest.Length)));
            if (rest.Length < size + 2) break;
            text = rest[(size + 2)..];
        }
        return body.ToString();
    }
}
