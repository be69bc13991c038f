using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Sse.Tests.Schemas;

/// <summary>Judges JSON by a contract's schema, with somebody else's validator: formats are asserted, not only noted.</summary>
internal sealed class SchemaJudge
{
    private static readonly EvaluationOptions Options = new() { RequireFormatValidation = true, OutputFormat = OutputFormat.List };

    private readonly JsonSchema _schema;

    public SchemaJudge(string contract)
    {
        using var document = JsonDocument.Parse(contract);
        Schema = JsonObject.Create(document.RootElement.GetProperty("schema").Clone())!;
        _schema = JsonSchema.FromText(Schema.ToJsonString(), new BuildOptions { Dialect = Dialect.Draft202012, SchemaRegistry = new SchemaRegistry() });
    }

    /// <summary>The schema, to be looked through.</summary>
    public JsonObject Schema { get; }

    /// <summary>What is wrong, or null.</summary>
    public string? FindFault(string json)
    {
        using var document = JsonDocument.Parse(json);
        var result = _schema.Evaluate(document.RootElement, Options);
        return result.IsValid ? null : string.Join('\n', (result.Details ?? []).Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} by {detail.EvaluationPath}: {error.Key}: {error.Value}")).DefaultIfEmpty("refused"));
    }
}
