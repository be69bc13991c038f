using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>
/// One open response. Whoever produces its events, all bytes leave through it, one writer at a time: frames,
/// heartbeats, the completion and the goodbye.
/// </summary>
/// <remarks>
/// Thread-safe. From <see cref="OpenAsync"/> until <see cref="DisposeAsync"/> has returned it may touch the response;
/// never after. It holds no timer and no task of its own: <see cref="OpenConnections"/> looks after it.
/// </remarks>
internal sealed partial class Connection : IAsyncDisposable
{
    private readonly HttpContext _http;
    private readonly StreamingHost _application;
    private readonly CancellationTokenSource _closed = new();
    private CancellationTokenRegistration _aborted;
    private volatile bool _gone;
    private bool _over;

    private Connection(HttpContext http, StreamingHost application)
    {
        _http = http;
        _body = http.Response.BodyWriter;
        _application = application;
        _turn = new Turn(_closed);
    }

    /// <summary>Owned by <see cref="OpenConnections"/>.</summary>
    public Connection? Next { get; set; }

    /// <summary>Owned by <see cref="OpenConnections"/>.</summary>
    public Connection? Previous { get; set; }

    /// <summary>Fires when the client is gone, when the host shuts down, and when the connection is over.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Sends the headers, the first comment and the normal retry, in one piece.</summary>
    /// <param name="http">The request; its response has not started.</param>
    /// <param name="application">The application it belongs to.</param>
    /// <param name="retry">The endpoint's normal retry.</param>
    /// <param name="id">Where the stream begins; null leaves the client's id as it is.</param>
    /// <returns>The open connection. When the host is shutting down it is closed already and has said its goodbye.</returns>
    public static async ValueTask<Connection> OpenAsync(HttpContext http, StreamingHost application, TimeSpan retry, string? id = null)
    {
        StreamHeaders.SetStream(http);
        var connection = new Connection(http, application);
        try
        {
            if (application.Connections.Add(connection))
            {
                connection._aborted = http.RequestAborted.UnsafeRegister(static self => ((Connection)self!).OnClientGone(), connection);
            }
            else
            {
                retry = application.Shutdown.NextRetry();
                connection._saidLastWord = true;
                connection.Close();
            }
            await connection.WriteOpeningAsync(retry, id).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Cuts the connection: its client sees no end of the stream and comes back.</summary>
    public void Abort()
    {
        _gone = true;
        // Once it is over, the server may use the same context for another request.
        lock (_closed)
            if (!_over) _http.Abort();
    }

    /// <summary>Logs what the handler threw and cuts the connection.</summary>
    public void Fail(Exception exception)
    {
        _application.Logger.HandlerFailed(exception);
        Abort();
    }

    /// <summary>
    /// Waits for the writes under way and ends: nothing is written after. When the host is shutting down, the goodbye
    /// is written first, unless it has been. Call it once.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        // The turn is kept.
        await _turn.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        if (_application.IsStopping) await WriteGoodbyeAsync().ConfigureAwait(false);
        _application.Connections.Remove(this);
        lock (_closed) _over = true;
        _aborted.Unregister();
        if (_application.IsStopping && _http.Features.Get<IConnectionLifetimeFeature>() is { } transport && HttpProtocol.IsHttp11(_http.Request.Protocol))
            _application.Shutdown.Watch(transport);
        Close();
        _turn.End(Closed);
    }

    private void OnClientGone()
    {
        _gone = true;
        Close();
    }

    private void Close()
    {
        try { _closed.Cancel(); }
        catch (AggregateException exception) { _application.Logger.ClosedCallbackFailed(exception); }
    }
}
