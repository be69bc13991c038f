using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Sse;

/// <summary>
/// A request as it was when its stream opened, for what is asked while the stream runs: the server's own context belongs to one
/// thread at a time, and to another request afterwards.
/// </summary>
/// <remarks>Doesn't change. May be used from any thread.</remarks>
internal sealed class RequestCopy
{
    private readonly string _method, _scheme, _protocol, _trace;
    private readonly HostString _host;
    private readonly PathString _base, _path;
    private readonly QueryString _query;
    private readonly HeaderDictionary _headers = [];
    private readonly RouteValueDictionary _route;
    private readonly Dictionary<object, object?> _items;
    private readonly Endpoint? _endpoint;
    private readonly ClaimsPrincipal _user;
    private readonly (IPAddress? Remote, int RemotePort, IPAddress? Local, int LocalPort, string Id) _connection;
    private readonly ITlsConnectionFeature? _tls;
    private readonly IServiceScopeFactory? _scopes;

    /// <summary>Takes it.</summary>
    /// <param name="http">The request, on its own thread.</param>
    public RequestCopy(HttpContext http)
    {
        var (request, connection) = (http.Request, http.Connection);
        (_method, _scheme, _protocol, _trace) = (request.Method, request.Scheme, request.Protocol, http.TraceIdentifier);
        (_host, _base, _path, _query) = (request.Host, request.PathBase, request.Path, request.QueryString);
        foreach (var (name, values) in request.Headers) _headers[name] = values;
        _route = new RouteValueDictionary(request.RouteValues);
        _items = new Dictionary<object, object?>(http.Items);
        (_endpoint, _user) = (http.GetEndpoint(), http.User);
        _connection = (connection.RemoteIpAddress, connection.RemotePort, connection.LocalIpAddress, connection.LocalPort, connection.Id);
        if (http.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is { } certificate) _tls = new TlsConnectionFeature { ClientCertificate = certificate };
        _scopes = http.RequestServices?.GetService<IServiceScopeFactory>();
    }

    /// <summary>Makes services for one asking; disposed of when it is over.</summary>
    public AsyncServiceScope? MakeScope() => _scopes?.CreateAsyncScope();

    /// <summary>Makes a context for one asking.</summary>
    /// <param name="services">Its services.</param>
    /// <param name="ended">Fires when the stream has ended.</param>
    public DefaultHttpContext Make(IServiceProvider? services, CancellationToken ended)
    {
        var http = new DefaultHttpContext { User = _user, TraceIdentifier = _trace, RequestAborted = ended };
        if (services is not null) http.RequestServices = services;
        if (_tls is not null) http.Features.Set(_tls);
        var (request, connection) = (http.Request, http.Connection);
        (request.Method, request.Scheme, request.Protocol) = (_method, _scheme, _protocol);
        (request.Host, request.PathBase, request.Path, request.QueryString) = (_host, _base, _path, _query);
        foreach (var (name, values) in _headers) request.Headers[name] = values;
        request.RouteValues = new RouteValueDictionary(_route);
        foreach (var (key, value) in _items) http.Items[key] = value;
        http.SetEndpoint(_endpoint);
        (connection.RemoteIpAddress, connection.RemotePort, connection.LocalIpAddress, connection.LocalPort, connection.Id) = _connection;
        return http;
    }
}
