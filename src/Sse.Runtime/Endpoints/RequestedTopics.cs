using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Which topics a request asks for, where the endpoint takes them from the request.</summary>
internal static class RequestedTopics
{
    /// <summary>Finds them.</summary>
    /// <param name="http">The request.</param>
    /// <param name="options">What holds for its endpoint.</param>
    /// <param name="most">How many it may name.</param>
    public static AskedTopics Find(HttpContext http, SseEndpointOptions options, int most)
    {
        string? own = null;
        // First: who has not signed in is told nothing of names.
        if (options.UserClaim is not null && UserTopic.Find(http, options.UserClaim, out own) is var refusal and not TopicRefusal.None) return new(default, Refusal: refusal);
        try
        {
            return options.Topics is null ? FindNamed(http, options, own, most) : new(With(own, options.Topics(http)));
        }
        catch (SseTopicNameException exception)
        {
            return new(default, exception.Problem);
        }
    }

    private static AskedTopics FindNamed(HttpContext http, SseEndpointOptions options, string? own, int most)
    {
        if (RouteTopic.Find(http, HubTopics.Parameter, out var topic) is { } unreadable) return new(default, unreadable);
        var named = new List<string>();
        if (!string.IsNullOrEmpty(topic)) named.Add(topic);
        if (options.TopicsFromQuery)
            foreach (var value in http.Request.Query[HubTopics.Parameter]) named.Add(value ?? "");
        if (named.Count > most) return new(default, $"At most {most} topics can be read by one stream.");
        return new(With(own, SseTopicSelection.Of([.. named])));
    }

    private static SseTopicSelection With(string? own, SseTopicSelection topics) =>
        own is null || topics.IsAll ? topics : SseTopicSelection.Of([own, .. topics]);
}
