using Microsoft.OpenApi;

namespace Sse;

/// <summary>What a client may say when it asks for a stream.</summary>
internal static class StreamRequest
{
    private static readonly Dictionary<string, Func<OpenApiSchema>> Schemas = new()
    {
        [DescribedParameter.Topics.Name!] = static () => new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
        [DescribedParameter.MaxFrequency.Name!] = static () => new() { Type = JsonSchemaType.Number, ExclusiveMinimum = "0", Maximum = "1000" },
    };

    /// <summary>Adds what isn't there yet, as in a controller's operation, and says exactly what is taken.</summary>
    public static void Describe(OpenApiOperation operation, IEnumerable<object> metadata)
    {
        foreach (var described in metadata.OfType<StreamParameters>().SelectMany(static parameters => parameters.All))
        {
            var place = described.IsInPath ? ParameterLocation.Path : described.IsHeader ? ParameterLocation.Header : ParameterLocation.Query;
            var parameter = operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(one => one.Name == described.Name && one.In == place);
            if (parameter is null && described.IsInPath) continue;
            if (parameter is null) (operation.Parameters ??= []).Add(parameter = new OpenApiParameter { Name = described.Name, In = place, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            parameter.Description ??= described.Description;
            if (described.IsInPath) continue;
            if (Schemas.TryGetValue(described.Name!, out var schema)) parameter.Schema = schema();
        }
    }
}
