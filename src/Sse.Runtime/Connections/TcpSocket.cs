using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>
/// The accepted socket behind a request, as far as the server shows it and the system tells of it: on Linux. Elsewhere, and
/// for what is no TCP, it answers nothing and changes nothing.
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

    private readonly Socket? _socket;

    private TcpSocket(Socket? socket) => _socket = socket;

    public static TcpSocket Of(HttpContext http) => new(
        OperatingSystem.IsLinux() && http.Features.Get<IConnectionSocketFeature>()?.Socket is { ProtocolType: ProtocolType.Tcp } socket ? socket : null);

    /// <summary>
    /// Lets the system close the connection when sent bytes are not acknowledged for so long, or its client's window stays
    /// shut: it sees what fills no buffer of the server.
    /// </summary>
    public void SetUserTimeout(TimeSpan timeout)
    {
        if (_socket is null) return;
        Span<byte> milliseconds = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(milliseconds, (int)timeout.TotalMilliseconds);
        try { _socket.SetRawSocketOption(Tcp, UserTimeout, milliseconds); }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client is gone already; the request will hear of it.
        }
    }

    /// <summary>How many bytes the client's system has taken, and whether it has more to take.</summary>
    /// <returns>False when that can't be told.</returns>
    public bool TryRead(out ulong acknowledged, out bool isOwing)
    {
        (acknowledged, isOwing) = (0, false);
        if (_socket is null) return false;
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
}
