using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Sse;

/// <summary>A topic's name as a part of an address: what its client has written, not what a server makes of it.</summary>
internal static class RouteTopic
{
    private const string NotUtf8 = "The path of the address is not percent-encoded UTF-8.";
    private const string Rewritten = "The topic has an encoded slash, and the path was rewritten on its way here: name the topic in a query.";
    private const string Dots = "A topic '.' or '..' can't be a segment of a path: it is resolved on the way. Name it in a query.";

    /// <summary>Reads it from a parameter of the route.</summary>
    /// <param name="http">The request.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="topic">The topic; null when the address has none there.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Find(HttpContext http, string parameter, out string? topic)
    {
        topic = http.GetRouteValue(parameter) as string;
        // Nothing else is read in two ways.
        if (topic?.Contains('%', StringComparison.Ordinal) == false) return null;
        if (!RawPath.TryRead(http, out var path)) return topic is null ? null : NotUtf8;
        if (string.IsNullOrEmpty(topic)) return path is { HasDots: true } && PlaceOf(http, parameter) is not null ? Dots : null;
        if (path?.IsPathOf(http.Request) != true || PlaceOf(http, parameter) is not { } place)
            return path is not null && topic.Contains("%2F", StringComparison.OrdinalIgnoreCase) ? Rewritten : null;
        var skipped = http.Request.PathBase.Value?.Count(static character => character == '/') ?? 0;
        if (path.Find(topic, skipped + place.Index, place.ToEnd) is not { } found) return Rewritten;
        topic = found;
        return null;
    }

    /// <summary>
    /// Finds a topic that an application took from its route as the server wrote it, though its client meant another one.
    /// </summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? FindMistaken(HttpContext http, SseTopicSelection topics)
    {
        for (var i = 0; i < topics.Count; i++)
            if (topics[i].Contains('%', StringComparison.Ordinal) && FindMistaken(http, topics[i]) is { } problem) return problem;
        return null;
    }

    private static string? FindMistaken(HttpContext http, string topic)
    {
        string? mistake = null;
        foreach (var (parameter, value) in http.Request.RouteValues)
        {
            if (!string.Equals(value as string, topic, StringComparison.Ordinal)) continue;
            var problem = Find(http, parameter, out var meant);
            if (problem is null && string.Equals(meant, topic, StringComparison.Ordinal)) return null;
            mistake ??= problem ?? $"The topic has an encoded slash, which this endpoint doesn't read: it takes '{topic}' for its name.";
        }
        return mistake;
    }

    private static (int Index, bool ToEnd)? PlaceOf(HttpContext http, string parameter)
    {
        if (http.GetEndpoint() is not RouteEndpoint { RoutePattern: var pattern }) return null;
        for (var i = 0; i < pattern.PathSegments.Count; i++)
            foreach (var part in pattern.PathSegments[i].Parts)
                if (part is RoutePatternParameterPart found && string.Equals(found.Name, parameter, StringComparison.OrdinalIgnoreCase)) return (i, found.IsCatchAll);
        return null;
    }
}
