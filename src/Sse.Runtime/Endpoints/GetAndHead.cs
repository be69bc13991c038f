using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Sse;

/// <summary>
/// The two endpoints of one route. Apart, because what describes or links to endpoints takes a name for one operation: it is
/// that of GET.
/// </summary>
internal sealed class GetAndHead : IEndpointConventionBuilder
{
    private readonly IEndpointConventionBuilder _get;
    private readonly IEndpointConventionBuilder _head;

    public GetAndHead(IEndpointConventionBuilder get, IEndpointConventionBuilder head)
    {
        (_get, _head) = (get, head);
        head.WithMetadata(new ExcludeFromDescriptionAttribute());
        head.Finally(static builder =>
        {
            for (var i = builder.Metadata.Count - 1; i >= 0; i--)
                if (builder.Metadata[i] is IEndpointNameMetadata or IRouteNameMetadata) builder.Metadata.RemoveAt(i);
        });
    }

    public void Add(Action<EndpointBuilder> convention)
    {
        _get.Add(convention);
        _head.Add(convention);
    }

    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        _get.Finally(finallyConvention);
        _head.Finally(finallyConvention);
    }
}
