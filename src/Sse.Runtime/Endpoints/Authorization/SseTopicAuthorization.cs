using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>A client that asks to read a topic, or all of them. Its response has not started.</summary>
public sealed class SseTopicAuthorization
{
    internal SseTopicAuthorization(HttpContext http, SseTopicResource resource) => (Http, Resource) = (http, resource);

    /// <summary>The request.</summary>
    public HttpContext Http { get; }

    /// <summary>What it asks for.</summary>
    public SseTopicResource Resource { get; }

    /// <summary>Whether it asks for all topics.</summary>
    public bool IsAll => Resource.IsAll;

    /// <summary>The topic's name; see <see cref="SseTopicResource.Topic"/>.</summary>
    /// <exception cref="InvalidOperationException">It asks for all topics; left to itself, this refuses it.</exception>
    public string Topic => Resource.Topic;
}
