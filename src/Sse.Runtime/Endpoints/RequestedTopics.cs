using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Which topics a request asks for, where the endpoint takes them from the request.</summary>
internal static class RequestedTopics
{
    private const int Most = 100;

    /// <summary>Finds them; answers what is wrong with them, or null.</summary>
    public static string? Find(HttpContext http, SseEndpointOptions options, out SseTopicSelection topics)
    {
        topics = default;
        try
        {
            if (options.Topics is not null)
            {
                topics = options.Topics(http);
                return null;
            }
            if (RouteTopic.Find(http, HubTopics.Parameter, out var topic) is { } unreadable) return unreadable;
            var named = new List<string>();
            if (!string.IsNullOrEmpty(topic)) named.Add(topic);
            if (options.TopicsFromQuery)
                foreach (var value in http.Request.Query[HubTopics.Parameter]) named.Add(value ?? "");
            if (named.Count > Most) return $"At most {Most} topics can be read by one stream.";
            topics = SseTopicSelection.Of([.. named]);
            return null;
        }
        catch (SseTopicNameException exception)
        {
            return exception.Problem;
        }
    }
}
