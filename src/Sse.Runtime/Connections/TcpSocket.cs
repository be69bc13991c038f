using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>
/// The accepted socket behind a request, as far as the server shows it: Kestrel does. For what is no TCP it answers nothing
/// and changes nothing; what only one system can is said where it is used.
/// </summary>
internal readonly struct TcpSocket
{
    private const int Tcp = 6;
    private const int Info = 11;
    private const int UserTimeout = 18;

    // struct tcp_info of <linux/tcp.h>; later kernels append.
    private const int UnackedAt = 24;
    private const int AckedAt = 120;
    private const int NotSentAt = 144;
    private const int InfoBytes = 148;

    // As many as Linux takes.
    private const int LongestKeepAlive = 32_767;
    private const int Questions = 3;

    private readonly Socket? _socket;

    private TcpSocket(Socket? socket) => _socket = socket;

    public static TcpSocket Of(HttpContext http) => new(http.Features.Get<IConnectionSocketFeature>()?.Socket is { ProtocolType: ProtocolType.Tcp } socket ? socket : null);

    /// <summary>
    /// Lets the system close the connection of a client that is out of reach: it asks whenever nothing has come for so long.
    /// On Linux also when sent bytes are not acknowledged for so long, or the client's window stays shut: the system sees what
    /// fills no buffer of the server.
    /// </summary>
    public void WatchFor(TimeSpan timeout)
    {
        if (_socket is null) return;
        var seconds = Math.Clamp((int)Math.Ceiling(timeout.TotalSeconds), 1, LongestKeepAlive);
        try
        {
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, seconds);
            _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Math.Max(1, seconds / Questions));
            _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Questions);
            if (OperatingSystem.IsLinux()) SetUserTimeout(_socket, timeout);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client is gone already, and the request will hear of it; or the system can't.
        }
    }

    /// <summary>How many bytes the client's system has taken, and whether it has more to take.</summary>
    /// <returns>False when that can't be told, as on any system but Linux.</returns>
    public bool TryRead(out ulong acknowledged, out bool isOwing)
    {
        (acknowledged, isOwing) = (0, false);
        if (_socket is null || !OperatingSystem.IsLinux()) return false;
        Span<byte> info = stackalloc byte[256];
        try
        {
            if (_socket.GetRawSocketOption(Tcp, Info, info) < InfoBytes) return false;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
        }
        acknowledged = BitConverter.ToUInt64(info[AckedAt..]);
        isOwing = BitConverter.ToUInt32(info[UnackedAt..]) > 0 || BitConverter.ToUInt32(info[NotSentAt..]) > 0;
        return true;
    }

    private static void SetUserTimeout(Socket socket, TimeSpan timeout)
    {
        Span<byte> milliseconds = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(milliseconds, (int)timeout.TotalMilliseconds);
        socket.SetRawSocketOption(Tcp, UserTimeout, milliseconds);
    }
}
