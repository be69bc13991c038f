using Microsoft.AspNetCore.Routing;

namespace Sse;

/// <summary>Metadata of an endpoint that asks something of its application: it is looked at when that has started.</summary>
internal interface ICheckedAtStart
{
    /// <summary>Looks whether the application has what the endpoint needs.</summary>
    /// <exception cref="InvalidOperationException">It doesn't: the application doesn't start.</exception>
    void Check(RouteEndpoint endpoint, IServiceProvider services);
}
