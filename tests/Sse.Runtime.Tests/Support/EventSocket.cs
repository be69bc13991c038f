using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Sse.Tests;

/// <summary>
/// An HTTP/1.1 client on a bare socket that takes streams apart by itself and allocates nothing while it does: for tests
/// with thousands of clients, and for those that measure.
/// </summary>
internal sealed class EventSocket(EventSocket.EventHandler? onEvent = null) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _pending = new byte[1024];
    private int _length;
    private bool _inBody;
    private int _chunkLeft;
    private int _chunkState;

    public delegate void EventHandler(ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data);

    /// <summary>Blocks with data so far.</summary>
    public int Events { get; private set; }

    /// <summary>The id of the last block that had one, as a client keeps it.</summary>
    public byte[] LastId { get; } = new byte[256];

    public int LastIdLength { get; private set; }

    /// <summary>The first id that came.</summary>
    public string? FirstId { get; private set; }

    /// <summary>The last wait that the server asked for, in milliseconds.</summary>
    public long Retry { get; private set; } = -1;

    public int Status { get; private set; }

    /// <summary>The response ended with its last chunk.</summary>
    public bool EndedCleanly { get; private set; }

    public bool HasHeaders => _inBody;

    public int Available => _socket.Available;

    /// <summary>Set it where the connection is to have broken: what came behind is not taken any more.</summary>
    public bool IsCut { get; set; }

    public static async Task<EventSocket> OpenAsync(TestApp app, string path, ReadOnlyMemory<byte> lastId = default, EventHandler? onEvent = null, int receiveBuffer = 0)
    {
        var client = new EventSocket(onEvent);
        if (receiveBuffer > 0) client._socket.ReceiveBufferSize = receiveBuffer;
        var address = app.Http1.BaseAddress!;
        await client._socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var header = lastId.IsEmpty ? "" : $"Last-Event-ID: {Encoding.UTF8.GetString(lastId.Span)}\r\n";
        await client._socket.SendAsync(Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n{header}\r\n"), TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Takes what has come; false at the end of the response or the connection.</summary>
    public async ValueTask<bool> ReceiveAsync(byte[] buffer)
    {
        var read = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask().Bounded();
        Feed(buffer.AsSpan(0, read));
        return read > 0 && !EndedCleanly;
    }

    /// <summary>Takes what has come, without waiting for more.</summary>
    public void ReceiveAvailable(byte[] buffer)
    {
        while (_socket.Available > 0 && !EndedCleanly) Feed(buffer.AsSpan(0, _socket.Receive(buffer)));
    }

    /// <summary>Reads until the headers and the first block, where there is one, are here.</summary>
    public async Task<EventSocket> OpenedAsync(byte[]? buffer = null)
    {
        buffer ??= new byte[4096];
        while (Retry < 0 && Status is (0 or 200))
            if (!await ReceiveAsync(buffer)) break;
        return this;
    }

    public async Task<EventSocket> UntilAsync(int events)
    {
        var buffer = new byte[16 * 1024];
        while (Events < events)
            if (!await ReceiveAsync(buffer)) break;
        return this;
    }

    public async Task<EventSocket> ToTheEndAsync()
    {
        var buffer = new byte[16 * 1024];
        while (await ReceiveAsync(buffer)) { }
        return this;
    }

    public string LastIdText => Encoding.UTF8.GetString(LastId, 0, LastIdLength);

    /// <summary>Says that it will say no more, and keeps listening.</summary>
    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Leaves without a word.</summary>
    public void Dispose() => _socket.Dispose();

    private void Feed(ReadOnlySpan<byte> bytes)
    {
        if (!_inBody)
        {
            Keep(bytes);
            var end = _pending.AsSpan(0, _length).IndexOf("\r\n\r\n"u8);
            if (end < 0) return;
            Status = int.Parse(Encoding.ASCII.GetString(_pending, 9, 3), CultureInfo.InvariantCulture);
            _inBody = true;
            var rest = _pending.AsSpan(end + 4, _length - end - 4).ToArray();
            _length = 0;
            Unchunk(rest);
            return;
        }
        Unchunk(bytes);
    }

    private void Unchunk(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            switch (_chunkState)
            {
                case 0 when bytes[0] == '\n':
                    if (_chunkLeft == 0)
                    {
                        EndedCleanly = true;
                        return;
                    }
                    _chunkState = 1;
                    bytes = bytes[1..];
                    break;
                case 0:
                    if (bytes[0] != '\r') _chunkLeft = (_chunkLeft * 16) + (bytes[0] <= '9' ? bytes[0] - '0' : (bytes[0] | 0x20) - 'a' + 10);
                    bytes = bytes[1..];
                    break;
                case 1:
                    var part = bytes[..Math.Min(_chunkLeft, bytes.Length)];
                    Keep(part);
                    TakeApart();
                    bytes = bytes[part.Length..];
                    _chunkLeft -= part.Length;
                    if (_chunkLeft == 0) _chunkState = 2;
                    break;
                default:
                    if (bytes[0] == '\n') _chunkState = 0;
                    bytes = bytes[1..];
                    break;
            }
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_pending.Length < _length + bytes.Length) Array.Resize(ref _pending, Math.Max(_pending.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_pending.AsSpan(_length));
        _length += bytes.Length;
    }

    private void TakeApart()
    {
        var left = _pending.AsSpan(0, _length);
        while (!IsCut && left.IndexOf("\n\n"u8) is var end and >= 0)
        {
            TakeBlock(left[..(end + 1)]);
            left = left[(end + 2)..];
        }
        left.CopyTo(_pending);
        _length = left.Length;
    }

    private void TakeBlock(ReadOnlySpan<byte> block)
    {
        ReadOnlySpan<byte> name = "message"u8, data = default, id = default;
        while (!block.IsEmpty)
        {
            var end = block.IndexOf((byte)'\n');
            var line = block[..end];
            block = block[(end + 1)..];
            if (line.StartsWith("id: "u8)) id = line[4..];
            else if (line.StartsWith("event: "u8)) name = line[7..];
            else if (line.StartsWith("data: "u8)) data = line[6..];
            else if (line.StartsWith("retry: "u8)) Retry = ParseDigits(line[7..]);
        }
        if (!id.IsEmpty)
        {
            id.CopyTo(LastId);
            LastIdLength = id.Length;
            FirstId ??= LastIdText;
        }
        if (data.IsEmpty) return;
        Events++;
        onEvent?.Invoke(id, name, data);
    }

    public static long ParseDigits(ReadOnlySpan<byte> digits)
    {
        var value = 0L;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') break;
            value = (value * 10) + digit - '0';
        }
        return value;
    }
}
