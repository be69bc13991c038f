using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Sse;

/// <summary>What a hub's declaration says of its topics, held against an endpoint and a request.</summary>
internal static class HubTopics
{
    public const string Parameter = "topic";

    /// <summary>Whether a request must name a topic, and does not.</summary>
    public static string? Check<THub>(SseTopicSelection topics) =>
        Declared<THub>.Topics == SseTopics.Required && topics is { Count: 0, IsAll: false } ? "Name a topic: nothing is published to all readers of this hub." : null;

    /// <summary>Says what is wrong with a route whose topics come from requests.</summary>
    /// <exception cref="InvalidOperationException">Its streams could never be given what their clients ask for.</exception>
    public static void CheckRoute<THub>(RoutePattern pattern, SseEndpointOptions options)
    {
        if (options.Topics is not null) return;
        var names = pattern.Parameters.Any(static parameter => string.Equals(parameter.Name, Parameter, StringComparison.OrdinalIgnoreCase));
        var declared = Declared<THub>.Topics;
        if (declared == SseTopics.None)
        {
            if (names) throw new InvalidOperationException($"{pattern.RawText}: {typeof(THub).Name} has no topics, so its route can't name one.");
            return;
        }
        if (names || options.TopicsFromQuery) return;
        if (pattern.Parameters is [var other, ..])
            throw new InvalidOperationException($"{pattern.RawText}: the parameter {{{other.Name}}} names no topic, so its streams would have none. Call it {{{Parameter}}}, or set Topics.");
        if (declared == SseTopics.Required)
            throw new InvalidOperationException($"{pattern.RawText}: {typeof(THub).Name} publishes to topics only, and nothing names one here. Add {{{Parameter}}} to the route, or set Topics or TopicsFromQuery.");
    }

    private static class Declared<THub>
    {
        public static readonly SseTopics Topics = typeof(THub).GetCustomAttribute<SseHubAttribute>()?.Topics ?? SseTopics.Optional;
    }
}
