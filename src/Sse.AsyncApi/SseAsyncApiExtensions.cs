using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sse;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves a document of the application's streams.</summary>
public static class SseAsyncApiExtensions
{
    /// <summary>
    /// Maps GET requests to an AsyncAPI 3.0 document of the application's streams: a channel for each endpoint, a message for each event,
    /// with the JSON Schema of its data and an example. Endpoints of <c>MapSse</c> and of <c>SseResults.Subscribe</c> are described by their
    /// hub, other streams by <c>ProducesSse</c>.
    /// </summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <returns>For further conventions, such as <c>RequireAuthorization</c>: the document tells whoever may read it what there is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="pattern"/> is null.</exception>
    public static IEndpointConventionBuilder MapSseAsyncApi(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/asyncapi.json", Action<SseAsyncApiOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var options = new SseAsyncApiOptions();
        configure?.Invoke(options);
        return endpoints.MapMethods(pattern, [HttpMethods.Get], http => DocumentAnswer.WriteAsync(http, options)).WithDisplayName($"AsyncAPI {pattern}");
    }
}
