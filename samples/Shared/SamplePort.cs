using System.Net;
using System.Net.Sockets;

/// <summary>Where a sample listens when nobody said so.</summary>
internal static class SamplePort
{
    /// <summary>The sample's own port, or any free one when that is taken.</summary>
    public static string UrlFor(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return $"http://127.0.0.1:{port}";
        }
        catch (SocketException)
        {
            return "http://127.0.0.1:0";
        }
    }
}
