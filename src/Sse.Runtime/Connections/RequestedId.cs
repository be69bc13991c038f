using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>What a client says about where it stopped: nothing, or an id, which may be malformed.</summary>
/// <param name="IsGiven">Whether it says anything.</param>
/// <param name="Id">What it says; null when that can't be an id as a whole.</param>
internal readonly record struct RequestedId(bool IsGiven, string? Id)
{
    /// <summary>Reads the header, else the query: a page gives the query once, its browser then knows better.</summary>
    public static RequestedId Of(HttpRequest request)
    {
        var values = request.Headers[ProtocolWords.LastEventIdHeader];
        if (values.Count == 0 && request.QueryString.HasValue) values = request.Query[ProtocolWords.LastEventIdQuery];
        return values.Count switch
        {
            0 => default,
            1 when string.IsNullOrEmpty(values[0]) => default,
            1 => new(IsGiven: true, values[0]),
            _ => new(IsGiven: true, Id: null),
        };
    }
}
