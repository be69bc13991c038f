using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Sse.Tests;

/// <summary>An HTTP/2 client on a bare socket: it sends what no honest client sends, and takes as much as it is told to.</summary>
internal sealed class Http2Socket : IAsyncDisposable
{
    public const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Ping = 6, GoAway = 7, WindowUpdate = 8, Continuation = 9;
    public const byte EndStream = 1, Ack = 1, EndHeaders = 4;
    public const int Cancel = 8, RefusedStream = 7;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<int, Http2Exchange> _exchanges = new();
    private readonly string _authority;
    private readonly bool _givesWindow;
    private Task _reading = Task.CompletedTask;
    private int _nextId = 1;

    private Http2Socket(string authority, bool givesWindow) => (_authority, _givesWindow) = (authority, givesWindow);

    /// <summary>Whether the server has said that it will answer no more, or has gone.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The code of its last word, or null.</summary>
    public int? GoneAwayWith { get; private set; }

    public static async Task<Http2Socket> OpenAsync(TestApp app, int window = 65_535)
    {
        var address = app.Http2.BaseAddress!;
        var client = new Http2Socket(address.Authority, givesWindow: window > 0);
        await client._socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await client._socket.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var settings = new byte[12];
        // No dynamic table, so that a status is always the first thing in its headers.
        BinaryPrimitives.WriteUInt16BigEndian(settings, 1);
        BinaryPrimitives.WriteUInt16BigEndian(settings.AsSpan(6), 4);
        BinaryPrimitives.WriteInt32BigEndian(settings.AsSpan(8), window);
        await client.SendAsync(Settings, 0, 0, settings);
        client._reading = client.ReadAsync();
        return client;
    }

    /// <summary>Sends a request.</summary>
    public async Task<Http2Exchange> StartAsync(string method, string path, IEnumerable<(string Name, string Value)>? headers = null, bool isWhole = true)
    {
        var exchange = Begin();
        var block = Encode([(":method", method), (":scheme", "http"), (":authority", _authority), (":path", path), .. headers ?? []]);
        await SendAsync(Headers, (byte)((isWhole ? EndStream : 0) | (block.Length <= 16_000 ? EndHeaders : 0)), exchange.Id, block[..Math.Min(16_000, block.Length)]);
        for (var sent = 16_000; sent < block.Length; sent += 16_000)
            await SendAsync(Continuation, sent + 16_000 >= block.Length ? EndHeaders : (byte)0, exchange.Id, block[sent..Math.Min(sent + 16_000, block.Length)]);
        return exchange;
    }

    /// <summary>A stream that nothing was sent on yet.</summary>
    public Http2Exchange Begin()
    {
        var exchange = new Http2Exchange(Interlocked.Add(ref _nextId, 2) - 2);
        _exchanges[exchange.Id] = exchange;
        if (IsOver) exchange.OnEnd();
        return exchange;
    }

    public Task ResetAsync(Http2Exchange exchange, int code = Cancel)
    {
        _exchanges.TryRemove(exchange.Id, out _);
        var payload = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, code);
        return SendAsync(Reset, 0, exchange.Id, payload);
    }

    /// <summary>Sends a frame, whatever is in it. Nothing happens when the connection is gone.</summary>
    public async Task SendAsync(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        frame[0] = (byte)(payload.Length >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)payload.Length);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        await _sending.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            for (var sent = 0; sent < frame.Length;) sent += await _socket.SendAsync(frame.AsMemory(sent), TestContext.Current.CancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            End();
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Header fields as literals: nothing is compressed.</summary>
    public static byte[] Encode(IEnumerable<(string Name, string Value)> headers)
    {
        var block = new List<byte>();
        foreach (var (name, value) in headers)
        {
            block.Add(0);
            Add(block, name);
            Add(block, value);
        }
        return [.. block];
    }

    /// <summary>Leaves without a word.</summary>
    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _reading;
        _sending.Dispose();
    }

    private static void Add(List<byte> block, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length < 127) block.Add((byte)bytes.Length);
        else
        {
            block.Add(127);
            var left = bytes.Length - 127;
            for (; left >= 128; left >>= 7) block.Add((byte)((left & 127) | 128));
            block.Add((byte)left);
        }
        block.AddRange(bytes);
    }

    private async Task ReadAsync()
    {
        try
        {
            await using var stream = new NetworkStream(_socket, ownsSocket: false);
            var head = new byte[9];
            while (true)
            {
                await stream.ReadExactlyAsync(head);
                var payload = new byte[(head[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(1))];
                await stream.ReadExactlyAsync(payload);
                await OnFrameAsync(head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or SocketException)
        {
            End();
        }
    }

    private async Task OnFrameAsync(byte type, byte flags, int id, byte[] payload)
    {
        var exchange = _exchanges.GetValueOrDefault(id);
        switch (type)
        {
            case Headers:
                exchange?.OnHeaders(StatusOf(payload));
                break;
            case Data:
                exchange?.OnData(payload);
                if (_givesWindow && payload.Length > 0)
                {
                    var size = new byte[4];
                    BinaryPrimitives.WriteInt32BigEndian(size, payload.Length);
                    await SendAsync(WindowUpdate, 0, 0, size);
                    if (exchange is { IsEnded: false }) await SendAsync(WindowUpdate, 0, id, size);
                }
                break;
            case Reset:
                exchange?.OnEnd(BinaryPrimitives.ReadInt32BigEndian(payload));
                return;
            case Settings when (flags & Ack) == 0:
                await SendAsync(Settings, Ack, 0, []);
                return;
            case Ping when (flags & Ack) == 0:
                await SendAsync(Ping, Ack, 0, payload);
                return;
            case WindowUpdate:
                exchange?.OnWindow(BinaryPrimitives.ReadInt32BigEndian(payload));
                return;
            case GoAway:
                GoneAwayWith = BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(4));
                IsOver = true;
                return;
        }
        if (type is Headers or Data && (flags & EndStream) != 0) exchange?.OnEnd();
    }

    // By RFC 7541: a field of the static table, or a literal whose name is.
    private static int StatusOf(ReadOnlySpan<byte> block)
    {
        ReadOnlySpan<int> known = [200, 204, 206, 304, 400, 404, 500];
        while ((block[0] & 0xe0) == 0x20) block = block[1..];
        return (block[0] & 0x80) != 0 ? known[(block[0] & 0x7f) - 8] : int.Parse(Encoding.ASCII.GetString(block.Slice(2, 3)), System.Globalization.CultureInfo.InvariantCulture);
    }

    private void End()
    {
        IsOver = true;
        foreach (var exchange in _exchanges.Values) exchange.OnEnd();
    }
}
