using System.Text.Json;
using System.Text.Json.Nodes;
using Sse.Tests.Harness;

namespace Sse.Tests.Schemas;

/// <summary>The contracts of a consumer's declarations, as they are generated.</summary>
internal static class Contracts
{
    private const string Usings = """
        using System; using System.Collections.Generic; using System.Collections.Immutable; using System.Text.Json; using System.Text.Json.Nodes; using System.Text.Json.Serialization; using Sse;

        """;

    /// <summary>The contract of the only event, or of the one that is named.</summary>
    public static string OfEvent(string source, string? type = null)
    {
        var models = GeneratorRun.Models(GeneratorRun.Clean(Usings + source).Driver);
        return models.Single(model => type is null || model.TypeName.EndsWith(type, StringComparison.Ordinal)).Contract;
    }

    /// <summary>The schema of the only event, without what is the same in all.</summary>
    public static string OfSchema(string source)
    {
        var schema = JsonNode.Parse(OfEvent(source))!["schema"]!.AsObject();
        schema["$schema"]!.GetValue<string>().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        schema.Remove("$schema");
        return Plain(schema);
    }

    /// <summary>The schema of one member.</summary>
    public static string OfMember(string member, string others = "") => Plain(Event(member, others)["properties"]!.AsObject().Single().Value!);

    /// <summary>The definitions that one member leads to.</summary>
    public static string Definitions(string member, string others = "") => Plain(Event(member, others)["$defs"]!);

    private static JsonNode Event(string member, string others) => JsonNode.Parse(OfSchema($"[SseEvent] public partial record Event({member}); {others}"))!;

    private static string Plain(JsonNode node) => node.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
