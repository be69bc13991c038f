using System.Net;
using System.Net.Sockets;

namespace Sse.Tests;

/// <summary>Ports of this machine, for programs that have to be told theirs before they start.</summary>
internal static class LocalPort
{
    /// <summary>One that nobody listens on at the moment.</summary>
    public static int Free() => Free(1)[0];

    /// <summary>Several. Taken at once, so that they differ.</summary>
    public static int[] Free(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners) listener.Start();
        var ports = Array.ConvertAll(listeners, listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }

    /// <summary>Whether somebody listens there.</summary>
    public static bool Accepts(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
