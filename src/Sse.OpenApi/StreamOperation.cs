using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Sse;

/// <summary>Describes the operations that answer with streams. Thread-safe: a document's own state is the document's.</summary>
internal sealed class StreamOperation : IOpenApiOperationTransformer
{
    private readonly DocumentSchemas _schemas = new();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A hub was compiled by a version that wrote no contracts.</exception>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var contracts = metadata.OfType<ISseEndpointContract>().Select(static contract => contract.ToJson()).Distinct(StringComparer.Ordinal).Select(ContractDocument.Parse).ToList();
        if (contracts.Count == 0 || context.Document is not { } document) return Task.CompletedTask;
        if (contracts.Find(static contract => contract.Hub is not null) is { } hub)
        {
            operation.Summary ??= $"A stream of {hub.Hub}";
            operation.Description ??= hub.Description;
            operation.Deprecated |= hub.IsDeprecated;
        }
        StreamRequest.Describe(operation, metadata);
        var isHub = contracts.Exists(static contract => contract.Hub is not null);
        StreamResponses.Describe(operation, StreamSchema.Of(contracts, document, _schemas.Of(document)), isHub, StreamAccess.MayBeRefused(metadata), RefusedWith(context.ApplicationServices));
        return Task.CompletedTask;
    }

    private static int? RefusedWith(IServiceProvider services) => services.GetService<IOptions<SseOptions>>()?.Value.Limits.RefuseWith;
}
