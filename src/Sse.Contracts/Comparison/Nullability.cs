using System.Text.Json.Nodes;

namespace Sse;

/// <summary>Takes <c>null</c> out of what a schema allows.</summary>
internal static class Nullability
{
    /// <summary>Says whether it allows null, and what it allows besides.</summary>
    public static (bool IsNullable, JsonNode? Schema) Split(JsonNode? schema)
    {
        if (schema is not JsonObject rule) return (false, schema);
        if (rule["type"] is JsonArray types && types.Any(IsNull))
        {
            var copy = (JsonObject)rule.DeepClone();
            copy["type"] = types.Single(static one => !IsNull(one))!.DeepClone();
            return (true, copy);
        }
        if (rule["anyOf"] is not JsonArray choices || !choices.Any(IsNullSchema)) return (false, schema);
        var others = choices.Where(static one => !IsNullSchema(one)).ToList();
        if (others.Count == 1) return (true, others[0]);
        var rest = (JsonObject)rule.DeepClone();
        rest["anyOf"] = new JsonArray([.. others.Select(static one => one!.DeepClone())]);
        return (true, rest);
    }

    private static bool IsNullSchema(JsonNode? schema) => schema is JsonObject rule && IsNull(rule["type"]);

    private static bool IsNull(JsonNode? type) => type is JsonValue value && value.TryGetValue(out string? name) && name == "null";
}
