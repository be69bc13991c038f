using System.Runtime.CompilerServices;
using Microsoft.OpenApi;

namespace Sse;

/// <summary>The schemas of each document that is being written, for as long as it is. Thread-safe.</summary>
internal sealed class DocumentSchemas
{
    private readonly ConditionalWeakTable<OpenApiDocument, SchemaComponents> _components = [];

    /// <summary>Those of one document.</summary>
    public SchemaComponents Of(OpenApiDocument document) => _components.GetValue(document, static _ => new SchemaComponents("#/components/schemas/"));
}
