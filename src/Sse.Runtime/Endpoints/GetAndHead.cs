using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Sse;

/// <summary>
/// The endpoints of one route: GET, HEAD, and those that go with tickets. Apart, because what describes or links to endpoints takes
/// a name for one operation: it is that of GET.
/// </summary>
internal sealed class GetAndHead : IEndpointConventionBuilder
{
    private readonly IEndpointConventionBuilder _get;
    private readonly IEndpointConventionBuilder[] _others;

    public GetAndHead(IEndpointConventionBuilder get, params IEndpointConventionBuilder[] others)
    {
        (_get, _others) = (get, others);
        foreach (var other in others)
        {
            other.WithMetadata(new ExcludeFromDescriptionAttribute());
            other.Finally(static builder =>
            {
                for (var i = builder.Metadata.Count - 1; i >= 0; i--)
                    if (builder.Metadata[i] is IEndpointNameMetadata or IRouteNameMetadata) builder.Metadata.RemoveAt(i);
            });
        }
    }

    public void Add(Action<EndpointBuilder> convention)
    {
        _get.Add(convention);
        foreach (var other in _others) other.Add(convention);
    }

    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        _get.Finally(finallyConvention);
        foreach (var other in _others) other.Finally(finallyConvention);
    }
}
