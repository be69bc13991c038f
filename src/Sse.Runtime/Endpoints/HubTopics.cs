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
        if (options.UserClaim is not null && Declared<THub>.Topics == SseTopics.None) throw new InvalidOperationException($"{pattern.RawText}: {typeof(THub).Name} has no topics, so none can be its user's.");
        if (options.Topics is not null) return;
        var names = IsIn(pattern);
        var declared = Declared<THub>.Topics;
        if (declared == SseTopics.None)
        {
            if (names) throw new InvalidOperationException($"{pattern.RawText}: {typeof(THub).Name} has no topics, so its route can't name one.");
            return;
        }
        if (names || options.TopicsFromQuery || options.UserClaim is not null) return;
        if (pattern.Parameters is [var other, ..])
            throw new InvalidOperationException($"{pattern.RawText}: the parameter {{{other.Name}}} names no topic, so its streams would have none. Call it {{{Parameter}}}, or set Topics.");
        if (declared == SseTopics.Required)
            throw new InvalidOperationException($"{pattern.RawText}: {typeof(THub).Name} publishes to topics only, and nothing names one here. Add {{{Parameter}}} to the route, set Topics or TopicsFromQuery, or call TopicFromUser.");
    }

    /// <summary>Whether whoever calls an endpoint chooses what is read there, and nobody is asked about it.</summary>
    public static bool AreChosenByAnyone(RoutePattern pattern, SseEndpointOptions options) =>
        options is { Topics: null, AuthorizeTopic: null, OnConnecting: null, TopicsArePublic: false } && (options.TopicsFromQuery || IsIn(pattern));

    /// <summary>Whether a parameter of a route names the topic.</summary>
    public static bool Names(RoutePatternParameterPart parameter) => string.Equals(parameter.Name, Parameter, StringComparison.OrdinalIgnoreCase);

    private static bool IsIn(RoutePattern pattern) =>
        pattern.Parameters.Any(Names);

    private static class Declared<THub>
    {
        public static readonly SseTopics Topics = typeof(THub).GetCustomAttribute<SseHubAttribute>()?.Topics ?? SseTopics.Optional;
    }
}
