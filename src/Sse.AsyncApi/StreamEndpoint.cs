using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Sse;

/// <summary>An endpoint that streams, as a document tells of it.</summary>
/// <param name="Name">The application's own name of it; null without one.</param>
/// <param name="Address">Its route, each parameter as its name in braces.</param>
/// <param name="Parameters">What the route and the request name, with their meanings.</param>
/// <param name="Contracts">What it streams.</param>
internal sealed record StreamEndpoint(string? Name, string Address, IReadOnlyList<StreamEndpoint.Parameter> Parameters, IReadOnlyList<ContractDocument> Contracts)
{
    /// <summary>A parameter of a request.</summary>
    internal sealed record Parameter(string Name, bool IsInPath, string? Description);

    /// <summary>Whether an endpoint streams and may be described: of the endpoints of one route those beside GET are not.</summary>
    public static bool IsOne(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ISseEndpointContract>() is not null
        && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true };

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidOperationException">Its hub was compiled by a version that wrote no contracts.</exception>
    public static StreamEndpoint Of(RouteEndpoint endpoint)
    {
        var described = endpoint.Metadata.GetMetadata<StreamParameters>()?.All ?? [];
        return new(
            endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName,
            AddressOf(endpoint.RoutePattern),
            [
                .. endpoint.RoutePattern.Parameters.Select(one => new Parameter(one.Name, true, described.FirstOrDefault(known => known.IsInPath && known.Name == one.Name)?.Description)),
                .. described.Where(static one => one is { IsInPath: false, IsHeader: false }).Select(static one => new Parameter(one.Name!, false, one.Description)),
            ],
            [.. endpoint.Metadata.GetOrderedMetadata<ISseEndpointContract>().Select(static one => one.ToJson()).Distinct(StringComparer.Ordinal).Select(ContractDocument.Parse)]);
    }

    private static string AddressOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(static segment => string.Concat(segment.Parts.Select(static part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => "",
    }))));
}
