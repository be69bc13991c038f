using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Reads a topic from an address.</summary>
public static class SseRouteExtensions
{
    /// <summary>
    /// The topic that a parameter of the route names, as its client wrote it. The route's own value leaves an encoded slash
    /// as <c>%2F</c>, so that it doesn't tell the topic <c>a/b</c> from the topic <c>a%2Fb</c>.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>The topic; null when the address has none there.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="SseTopicNameException">The address names none that could be read, or that may be one.</exception>
    public static string? GetRouteTopic(this HttpRequest request, string parameter = "topic")
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(parameter);
        var problem = RouteTopic.Find(request.HttpContext, parameter, out var topic);
        if (problem is null && !string.IsNullOrEmpty(topic)) problem = SseTopicName.Check(topic);
        if (problem is not null) throw new SseTopicNameException(problem, nameof(parameter));
        return string.IsNullOrEmpty(topic) ? null : topic;
    }
}
