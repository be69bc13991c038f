using System.Text.Json.Nodes;

namespace Sse;

/// <summary>The places in a JSON Schema where schemas stand.</summary>
internal static class SchemaWalk
{
    /// <summary>How a contract's schemas name those in their own <c>$defs</c>.</summary>
    public const string LocalPrefix = "#/$defs/";

    private static readonly string[] Single = ["items", "additionalProperties", "propertyNames", "not", "contains", "contentSchema"];
    private static readonly string[] Lists = ["anyOf", "oneOf", "allOf", "prefixItems"];
    private static readonly string[] Maps = ["properties", "patternProperties", "$defs"];

    /// <summary>The name of a definition that a schema refers to; null where it refers to none.</summary>
    public static string? ReferenceOf(JsonNode? schema) =>
        schema is JsonObject one && one["$ref"] is JsonValue reference && reference.TryGetValue(out string? target) && target.StartsWith(LocalPrefix, StringComparison.Ordinal)
            ? Uri.UnescapeDataString(target[LocalPrefix.Length..]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
            : null;

    /// <summary>The definitions of an event's schema, by name.</summary>
    public static JsonObject? DefinitionsOf(JsonNode schema) => (schema as JsonObject)?["$defs"] as JsonObject;

    /// <summary>The names of the definitions that a schema refers to by itself, its own left aside.</summary>
    public static IEnumerable<string> References(JsonNode? schema)
    {
        if (ReferenceOf(schema) is { } name) yield return name;
        if (schema is not JsonObject holder) yield break;
        foreach (var inner in Inner(holder).Where(static inner => inner.Keyword != "$defs").SelectMany(static inner => References(inner.Schema))) yield return inner;
    }

    /// <summary>Makes a copy, in which each schema is what <paramref name="change"/> makes of it once its inner ones are changed.</summary>
    public static JsonNode Rewrite(JsonNode schema, Func<JsonNode, JsonNode> change)
    {
        if (schema is not JsonObject holder) return change(schema.DeepClone());
        var copy = (JsonObject)holder.DeepClone();
        foreach (var (keyword, value) in copy.ToList())
        {
            if (value is null) continue;
            if (Array.IndexOf(Single, keyword) >= 0) copy[keyword] = Rewrite(value, change);
            else if (Array.IndexOf(Lists, keyword) >= 0 && value is JsonArray list)
                for (var i = 0; i < list.Count; i++) list[i] = Rewrite(list[i]!, change);
            else if (Array.IndexOf(Maps, keyword) >= 0 && value is JsonObject map)
                foreach (var (name, item) in map.ToList()) map[name] = Rewrite(item!, change);
        }
        return change(copy);
    }

    private static IEnumerable<(string Keyword, JsonNode Schema)> Inner(JsonObject schema)
    {
        foreach (var (keyword, value) in schema)
        {
            if (value is null) continue;
            if (Array.IndexOf(Single, keyword) >= 0) yield return (keyword, value);
            else if (Array.IndexOf(Lists, keyword) >= 0 && value is JsonArray list)
                foreach (var item in list) yield return (keyword, item!);
            else if (Array.IndexOf(Maps, keyword) >= 0 && value is JsonObject map)
                foreach (var (_, item) in map) yield return (keyword, item!);
        }
    }
}
