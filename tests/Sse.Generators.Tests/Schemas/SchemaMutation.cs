using System.Text.Json.Nodes;

namespace Sse.Tests.Schemas;

/// <summary>Changes in JSON that its schema has to refuse, found by following both.</summary>
internal static class SchemaMutation
{
    private const string Defs = "#/$defs/";

    /// <summary>All changes that can be made, by the name of their kind; each changes the JSON that it is called for once.</summary>
    /// <param name="schema">The whole schema.</param>
    /// <param name="json">What fits it.</param>
    public static IReadOnlyList<(string Kind, Action Change)> Find(JsonObject schema, JsonObject json)
    {
        var found = new List<(string, Action)>();
        Visit(schema, schema, json, found, discriminator: null);
        return found;
    }

    private static void Visit(JsonObject root, JsonNode? schema, JsonNode? json, List<(string Kind, Action Change)> found, string? discriminator)
    {
        if (json is null || Resolve(root, schema) is not { } known) return;
        if (known["anyOf"] is JsonArray choices)
        {
            discriminator = (string?)known["x-discriminator"];
            // What is none of the others passes for the base, where that can be written too.
            if (discriminator is not null && choices.Any(choice => Resolve(root, choice) is { } type && type["anyOf"] is null && (string?)type["type"] != "null" && type["properties"]?[discriminator] is null)) return;
            var chosen = choices.Where(choice => Resolve(root, choice) is { } type && (string?)type["type"] != "null" && (discriminator is null || JsonNode.DeepEquals(type["properties"]?[discriminator]?["const"], json[discriminator]))).ToArray();
            if (chosen.Length is 1) Visit(root, chosen[0], json, found, discriminator);
            return;
        }
        if (json is JsonArray { Count: > 0 } list) VisitMember(root, known["items"], list[0], value => list[0] = value, found);
        if (json is not JsonObject members || known["properties"] is not JsonObject properties) return;
        foreach (var name in (known["required"] as JsonArray ?? []).Select(name => (string)name!)) found.Add(("required member removed", () => members.Remove(name)));
        foreach (var (name, property) in properties.Where(property => members.ContainsKey(property.Key)))
        {
            if (name == discriminator) found.Add(("discriminator changed", () => members[name] = "none of them"));
            else VisitMember(root, property, members[name], value => members[name] = value, found);
        }
    }

    private static void VisitMember(JsonObject root, JsonNode? schema, JsonNode? json, Action<JsonNode> replace, List<(string Kind, Action Change)> found)
    {
        if (Resolve(root, schema) is not { } known || !IsKnown(known)) return;
        if (json is not null) found.Add(("type changed", () => replace(json switch { JsonObject => new JsonArray(), JsonArray => new JsonObject(), JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.String => 1.5, _ => "no such value" })));
        if (json is not null && Enum(root, known) is { } values) found.Add(("enum value changed", () => replace(values.All(value => value!.GetValueKind() is System.Text.Json.JsonValueKind.Number) ? 1234567 : "no such name")));
        Visit(root, known, json, found, discriminator: null);
    }

    private static bool IsKnown(JsonObject schema) => schema.Any(keyword => keyword.Key is "type" or "anyOf" or "enum");

    private static JsonArray? Enum(JsonObject root, JsonObject schema) => schema["enum"] as JsonArray
        ?? (schema["anyOf"] as JsonArray)?.Select(choice => Resolve(root, choice)).FirstOrDefault(choice => choice?["type"] is not null && choice["enum"] is not null)?["enum"] as JsonArray;

    private static JsonObject? Resolve(JsonObject root, JsonNode? schema) =>
        schema is JsonObject known ? known["$ref"] is { } reference ? (JsonObject)root["$defs"]![Uri.UnescapeDataString(((string)reference!)[Defs.Length..])]! : known : null;
}
