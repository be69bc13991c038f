using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Sse;

/// <summary>What is counted of streams, by hub and route. Bounded: beyond so many of them all others are one. Thread-safe.</summary>
internal sealed class StreamMeters(Instruments instruments)
{
    /// <summary>How many there are at most: more routes than an application has, unless it makes them up as it goes.</summary>
    public const int Most = 1_000;

    private const string Other = "_OTHER";

    private readonly ConcurrentDictionary<(string? Hub, string? Route), StreamMeter> _meters = new();

    /// <summary>Of streams that belong to no endpoint.</summary>
    public StreamMeter OfNone => Of(hub: null, route: null);

    /// <summary>All of them.</summary>
    public ICollection<StreamMeter> All => _meters.Values;

    /// <summary>Of a request's streams.</summary>
    /// <param name="http">The request.</param>
    /// <param name="hub">Whose stream it is; null takes what the endpoint says.</param>
    public StreamMeter Of(HttpContext http, string? hub = null)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        return Of(hub ?? metadata?.GetMetadata<HubName>()?.Name, metadata?.GetMetadata<IRouteDiagnosticsMetadata>()?.Route);
    }

    private StreamMeter Of(string? hub, string? route) =>
        _meters.TryGetValue((hub, route), out var known) ? known
        : _meters.Count < Most || route == Other ? _meters.GetOrAdd((hub, route), static (key, instruments) => new StreamMeter(instruments, key.Hub, key.Route), instruments)
        : Of(hub: null, Other);
}
