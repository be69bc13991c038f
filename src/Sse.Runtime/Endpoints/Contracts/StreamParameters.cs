using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Sse;

/// <summary>Describes what an endpoint takes from a request besides what its method says.</summary>
internal static class StreamParameters
{
    /// <summary>Of an endpoint that <c>MapSse</c> maps, which has no method that says anything.</summary>
    public static void AddTo(EndpointBuilder builder, SseEndpointOptions options)
    {
        foreach (var parameter in ((RouteEndpointBuilder)builder).RoutePattern.Parameters)
            builder.Metadata.Add(options.Topics is null && HubTopics.Names(parameter) ? DescribedParameter.TopicInPath(parameter.Name) : DescribedParameter.OfPath(parameter.Name));
        if (options is { Topics: null, TopicsFromQuery: true }) builder.Metadata.Add(DescribedParameter.Topics);
        AddHubTo(builder);
        if (options.AcceptsTickets) builder.Metadata.Add(DescribedParameter.Ticket);
    }

    /// <summary>Of any stream of a hub.</summary>
    public static void AddHubTo(EndpointBuilder builder)
    {
        builder.Metadata.Add(DescribedParameter.LastEventId);
        builder.Metadata.Add(DescribedParameter.LastEventIdInQuery);
        builder.Metadata.Add(DescribedParameter.MaxFrequency);
    }
}
