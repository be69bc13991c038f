using System.Text.Json;

namespace Sse;

/// <summary>Reads what a JSON Schema says. A schema is an object, <c>true</c> or <c>false</c>.</summary>
internal static class Schemas
{
    private const string DefinitionPrefix = "#/$defs/";

    public static bool TryGet(JsonElement schema, string keyword, out JsonElement value)
    {
        value = default;
        return schema.ValueKind is JsonValueKind.Object && schema.TryGetProperty(keyword, out value);
    }

    public static string? Text(JsonElement schema, string keyword) => TryGet(schema, keyword, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    public static bool Flag(JsonElement schema, string keyword) => TryGet(schema, keyword, out var value) && value.ValueKind is JsonValueKind.True;

    public static IEnumerable<JsonElement> List(JsonElement schema, string keyword) => TryGet(schema, keyword, out var value) && value.ValueKind is JsonValueKind.Array ? value.EnumerateArray() : [];

    public static IEnumerable<JsonProperty> Members(JsonElement schema, string keyword) => TryGet(schema, keyword, out var value) && value.ValueKind is JsonValueKind.Object ? value.EnumerateObject() : [];

    /// <summary>What <c>type</c> names.</summary>
    public static IReadOnlyList<string> Types(JsonElement schema) => Text(schema, "type") is { } one ? [one] : [.. List(schema, "type").Select(type => type.GetString()!)];

    /// <summary>The alternatives of a schema that has some.</summary>
    public static IReadOnlyList<JsonElement> Alternatives(JsonElement schema) => [.. List(schema, "anyOf"), .. List(schema, "oneOf")];

    /// <summary>The definition that a reference names; empty for the whole schema, null where there is no reference.</summary>
    public static string? Reference(JsonElement schema) => Text(schema, "$ref") switch
    {
        null => null,
        "#" => "",
        var reference when reference.StartsWith(DefinitionPrefix, StringComparison.Ordinal) => Uri.UnescapeDataString(reference[DefinitionPrefix.Length..]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal),
        var other => throw new FormatException($"The contract refers to '{other}', which is none of its definitions."),
    };

    /// <summary>Whether a number in it is beyond what JavaScript's numbers hold: an integer or a decimal.</summary>
    public static bool IsWide(JsonElement schema) => Text(schema, "format") is "int64" or "uint64" or "int128" or "uint128" or "decimal";

    /// <summary>All references within a schema, but for those in its definitions.</summary>
    public static IEnumerable<string> References(JsonElement schema)
    {
        if (schema.ValueKind is JsonValueKind.Array) return schema.EnumerateArray().SelectMany(References);
        if (schema.ValueKind is not JsonValueKind.Object) return [];
        var own = schema.TryGetProperty("$ref", out var reference) && reference.ValueKind is JsonValueKind.String ? [Reference(schema)!] : Enumerable.Empty<string>();
        return own.Concat(schema.EnumerateObject().Where(member => member.Name is not ("$defs" or "$ref" or "const" or "enum")).SelectMany(member => References(member.Value)));
    }
}
