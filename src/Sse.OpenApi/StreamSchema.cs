using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Sse;

/// <summary>
/// The schema of a stream: any of its events, each with its name, id and data. A document of version 3.1 has no word for a stream of
/// items, so that the schema of the answer is that of one event.
/// </summary>
internal static class StreamSchema
{
    /// <summary>Puts what the events hold among the components.</summary>
    /// <returns>The schema; null where nothing is known of the events.</returns>
    public static OpenApiSchema? Of(IEnumerable<ContractDocument> contracts, OpenApiDocument document, SchemaComponents components)
    {
        List<IOpenApiSchema> items = [];
        foreach (var contract in contracts)
        {
            items.AddRange(contract.Events.Select(one => Item(one, components.Add(contract.Hub, one), document)));
            if (contract.Hub is not null) items.AddRange(OwnEvents.All.Select(one => Item(one, components.Add(OwnEvents.Scope, one), document)));
        }
        foreach (var (name, schema) in components.All)
            if (document.Components?.Schemas?.ContainsKey(name) != true) document.AddComponent(name, Read(schema, document));
        return items.Count == 0 ? null : new OpenApiSchema { AnyOf = items };
    }

    private static OpenApiSchema Item(ContractEvent contract, string data, OpenApiDocument document) => new()
    {
        Title = contract.Name,
        Type = JsonSchemaType.Object,
        Description = contract.Description,
        Deprecated = contract.IsDeprecated,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["event"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = contract.Name },
            ["id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Where the stream goes on after this event." },
            ["data"] = new OpenApiSchemaReference(data, document),
        },
        Required = new HashSet<string> { "event", "data" },
        Extensions = KeyOf(contract),
    };

    private static Dictionary<string, IOpenApiExtension>? KeyOf(ContractEvent contract)
    {
        Dictionary<string, IOpenApiExtension> said = [];
        if (contract.Key is { } key) said["x-sse-key"] = new JsonNodeExtension(new JsonArray([.. key.Select(static member => (JsonNode)member)]));
        if (contract.Removes is { } removed) said["x-sse-removes"] = new JsonNodeExtension(removed);
        return said.Count == 0 ? null : said;
    }

    private static OpenApiSchema Read(JsonNode schema, OpenApiDocument document) =>
        new OpenApiJsonReader().ReadFragment<OpenApiSchema>(schema, OpenApiSpecVersion.OpenApi3_1, document, out var found)
        ?? throw new InvalidOperationException($"A schema of a contract can't be read: {string.Join("; ", found.Errors)}");
}
