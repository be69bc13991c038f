using System.Net;
using System.Net.Sockets;

namespace Sse.Tests;

/// <summary>A server of nothing but sockets: the test says every byte, and every way to misbehave.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly List<RawConnection> _accepted = [];

    public RawServer()
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"http://127.0.0.1:{Port}/events");

    public string Origin => $"http://127.0.0.1:{Port}";

    /// <summary>The next connection, with its request read to the end.</summary>
    public async Task<RawConnection> AcceptAsync()
    {
        var connection = await AcceptUnreadAsync();
        await connection.ReadRequestAsync().Soon();
        return connection;
    }

    /// <summary>The next connection, its request not read.</summary>
    public async Task<RawConnection> AcceptUnreadAsync()
    {
        var connection = new RawConnection(await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask().Soon());
        _accepted.Add(connection);
        return connection;
    }

    /// <summary>The next connection, answered with an open event stream.</summary>
    public async Task<RawConnection> AcceptStreamAsync()
    {
        var connection = await AcceptAsync();
        await connection.OpenStreamAsync();
        return connection;
    }

    /// <summary>Answers the next request and closes.</summary>
    public async Task<RawConnection> AnswerAsync(string head, string body = "")
    {
        var connection = await AcceptAsync();
        await connection.SendAsync($"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n{body}");
        connection.Close();
        return connection;
    }

    public bool HasPendingConnection => _listener.Pending();

    /// <summary>From now on connections are refused.</summary>
    public void StopListening() => _listener.Stop();

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (var connection in _accepted) connection.Close();
        return default;
    }
}
