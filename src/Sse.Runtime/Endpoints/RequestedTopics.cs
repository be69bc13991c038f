using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Sse;

/// <summary>Which topics a request asks for, where the endpoint takes them from the request.</summary>
internal static class RequestedTopics
{
    private const int Most = 100;
    private const string Name = "topic";

    /// <summary>Finds them; answers what is wrong with them, or null.</summary>
    public static string? Find(HttpContext http, SseEndpointOptions options, out SseTopicSelection topics)
    {
        topics = default;
        if (options.Topics is not null)
        {
            topics = options.Topics(http);
            return null;
        }
        var named = new List<string>();
        if (http.GetRouteValue(Name) is string { Length: > 0 } topic) named.Add(topic);
        if (options.TopicsFromQuery)
            foreach (var value in http.Request.Query[Name]) named.Add(value ?? "");
        if (named.Count > Most) return $"At most {Most} topics can be read by one stream.";
        foreach (var name in named)
            if (SseTopicName.Check(name) is { } problem) return problem;
        topics = SseTopicSelection.Of([.. named]);
        return null;
    }
}
