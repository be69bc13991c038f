using Microsoft.AspNetCore.OpenApi;
using Sse;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Describes streams in OpenAPI documents.</summary>
public static class SseOpenApiExtensions
{
    /// <summary>
    /// Describes the streams of the application in its OpenAPI document: of each event its name and the JSON Schema of its data, among the
    /// document's components; what a client can be answered with otherwise; and what it may ask for. Endpoints of <c>MapSse</c> and of
    /// <c>SseResults.Subscribe</c> are described by their hub, other streams by <c>ProducesSse</c>.
    /// </summary>
    /// <param name="options">The document's options.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public static OpenApiOptions AddSse(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddOperationTransformer(new StreamOperation());
    }
}
