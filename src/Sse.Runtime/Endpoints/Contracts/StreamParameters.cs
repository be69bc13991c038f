using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Sse;

/// <summary>What an endpoint takes from a request besides what its method says, in its metadata.</summary>
/// <param name="All">In the order of a description.</param>
internal sealed record StreamParameters(IReadOnlyList<DescribedParameter> All)
{
    private static readonly DescribedParameter[] OfHub = [DescribedParameter.LastEventId, DescribedParameter.LastEventIdInQuery, DescribedParameter.MaxFrequency];

    /// <summary>Describes an endpoint that <c>MapSse</c> maps, which has no method that says anything.</summary>
    public static void AddTo(EndpointBuilder builder, SseEndpointOptions options)
    {
        List<DescribedParameter> all = [];
        foreach (var parameter in ((RouteEndpointBuilder)builder).RoutePattern.Parameters)
            all.Add(options.Topics is null && HubTopics.Names(parameter) ? DescribedParameter.TopicInPath(parameter.Name) : DescribedParameter.OfPath(parameter.Name));
        if (options is { Topics: null, TopicsFromQuery: true }) all.Add(DescribedParameter.Topics);
        all.AddRange(OfHub);
        if (options.AcceptsTickets) all.Add(DescribedParameter.Ticket);
        Add(builder, all);
    }

    /// <summary>Describes what any stream of a hub takes.</summary>
    public static void AddHubTo(EndpointBuilder builder) => Add(builder, OfHub);

    // A description of the API fails on two parameters of one name, wherever they are.
    private static void Add(EndpointBuilder builder, IReadOnlyList<DescribedParameter> all)
    {
        builder.Metadata.Add(new StreamParameters(all));
        foreach (var parameter in all)
            if (!builder.Metadata.Any(known => known is IParameterBindingMetadata binding && string.Equals(binding.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))) builder.Metadata.Add(parameter);
    }
}
