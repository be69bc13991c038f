using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>What holds for the streams of an endpoint that <c>MapSse</c> maps: also where their topics come from.</summary>
public sealed class SseEndpointOptions : SseSubscribeOptions
{
    /// <summary>
    /// Chooses a request's topics, instead of the route. All topics is a choice that only this can make. It decides what a
    /// client may read: take nothing from the request that was not authorized.
    /// </summary>
    public Func<HttpContext, SseTopicSelection>? Topics { get; set; }

    /// <summary>
    /// Whether <c>topic</c> queries name topics besides the route's. Off by default: whoever may call the endpoint may then
    /// read any topic. At most 100 topics are taken.
    /// </summary>
    public bool TopicsFromQuery { get; set; }
}
