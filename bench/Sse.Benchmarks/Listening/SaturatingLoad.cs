using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sse.Benchmarks.Listening;

/// <summary>Subscribers that count what they get, and publishers that keep some publishes in flight.</summary>
internal sealed class SaturatingLoad : IAsyncDisposable
{
    public const int InFlight = 64;

    private const int Publishers = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // About as large as an event of a market, and the mark by which its deliveries are counted.
    private static readonly byte[] Mark = "event: order\n"u8.ToArray();
    private static readonly byte[] Body = Encoding.ASCII.GetBytes("""{"t":1,"n":1,"kind":"limit","price":101.25,"pad":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}""");
    private static readonly byte[] Publish = [.. Encoding.ASCII.GetBytes($"POST /pub HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n"), .. Body];

    private readonly CancellationTokenSource _end = new();
    private readonly List<Socket> _sockets = [];
    private long _delivered;

    /// <summary>How many events subscribers have got, all together.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    public static async Task<SaturatingLoad> StartAsync(int port, int subscribers)
    {
        var load = new SaturatingLoad();
        for (var i = 0; i < subscribers; i++)
        {
            var socket = await load.ConnectAsync(port).ConfigureAwait(false);
            await socket.SendAsync("GET /sub HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
            _ = load.CountAsync(socket);
        }
        for (var i = 0; i < Publishers; i++) _ = load.PublishAsync(await load.ConnectAsync(port).ConfigureAwait(false));
        return load;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        foreach (var socket in _sockets) socket.Dispose();
        _end.Dispose();
    }

    private async Task<Socket> ConnectAsync(int port)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
                _sockets.Add(socket);
                return socket;
            }
            catch (SocketException) when (TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                socket.Dispose();
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System).ConfigureAwait(false);
            }
        }
    }

    private async Task CountAsync(Socket socket)
    {
        var buffer = new byte[64 * 1024];
        var kept = 0;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(kept), _end.Token).ConfigureAwait(false) is > 0 and var read)
            {
                var length = kept + read;
                Interlocked.Add(ref _delivered, buffer.AsSpan(0, length).Count(Mark));
                // A mark may lie across two reads; a whole one is not kept.
                kept = Math.Min(Mark.Length - 1, length);
                buffer.AsSpan(length - kept, kept).CopyTo(buffer);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of the measurement.
        }
    }

    private async Task PublishAsync(Socket socket)
    {
        var buffer = new byte[16 * 1024];
        var several = Enumerable.Repeat(Publish, InFlight / Publishers).SelectMany(static bytes => bytes).ToArray();
        try
        {
            await socket.SendAsync(several, _end.Token).ConfigureAwait(false);
            while (await socket.ReceiveAsync(buffer, _end.Token).ConfigureAwait(false) is > 0 and var read)
            {
                for (var answers = buffer.AsSpan(0, read).Count("HTTP/1.1 202"u8); answers > 0; answers--) await socket.SendAsync(Publish, _end.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of the measurement.
        }
    }
}
