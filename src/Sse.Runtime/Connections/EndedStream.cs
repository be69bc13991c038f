using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Sse;

/// <summary>
/// A stream that has ended here, while the server may still hold the end of it: some 64 KiB of a connection, some 4 KiB of
/// an HTTP/2 stream whose window is shut. The server would keep a host that stops waiting for them.
/// </summary>
internal sealed class EndedStream
{
    // CANCEL of RFC 9113, section 7.
    private const int Cancelled = 8;

    private readonly IConnectionLifetimeFeature _transport;
    private readonly IHttpResetFeature? _reset;
    private readonly IHttpRequestIdentifierFeature? _request;
    private readonly IHttpResponseFeature? _response;
    private readonly string? _id;
    private readonly bool _isShared;

    public EndedStream(IConnectionLifetimeFeature transport, IFeatureCollection request, Connection connection)
    {
        (_transport, _isShared, Departure) = (transport, connection.SharesTransport, new Departure(connection.Socket));
        _reset = request.Get<IHttpResetFeature>();
        _request = request.Get<IHttpRequestIdentifierFeature>();
        _response = request.Get<IHttpResponseFeature>();
        _id = _request?.TraceIdentifier;
    }

    public Departure Departure { get; }

    /// <summary>Whether nothing of it can be left: its transport is closed, or what was its own is another request's by now.</summary>
    public bool IsGone => _transport.ConnectionClosed.IsCancellationRequested || (IsReused && (_isShared || _response?.HasStarted == true));

    // A connection of HTTP/1.1 is made ready for its next request at once, before there is one.
    private bool IsReused => !string.Equals(_request?.TraceIdentifier, _id, StringComparison.Ordinal);

    /// <summary>Looks whether its client still takes bytes.</summary>
    public DepartureMove Look() => Departure.LookAtEnded(_isShared);

    /// <summary>Cuts it: the transport where that is stuck itself, else the stream alone.</summary>
    public void Cut()
    {
        if (IsGone) return;
        if (!_isShared || Departure.IsHeld) _transport.Abort();
        else _reset?.Reset(Cancelled);
    }
}
