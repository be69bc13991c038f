using System.Text.Json.Nodes;

namespace Sse;

/// <summary>Whether a reader of an enum knows each value that may be written, by the same name.</summary>
internal static class EnumFit
{
    /// <summary>What it doesn't know, or null.</summary>
    public static string? Of(JsonObject written, JsonObject expected)
    {
        if (expected["x-flags"] is JsonObject known) return OfFlags(written["x-flags"] as JsonObject, known);
        if (expected["enum"] is not JsonArray) return null;
        if (written["enum"] is not JsonArray) return "may be a value that was not known";
        var (made, taken) = (ValuesOf(written), ValuesOf(expected));
        var unknown = made.Where(one => !taken.ContainsKey(one.Key)).Select(static one => Shown(one.Key, one.Value)).ToList();
        if (unknown.Count > 0) return $"may be {string.Join(", ", unknown)}, which was not known";
        var renamed = made.Where(one => one.Value is not null && taken[one.Key] is { } name && name != one.Value).Select(one => $"{one.Key}, which is {one.Value} and not {taken[one.Key]}").ToList();
        return renamed.Count > 0 ? $"may be {string.Join(", ", renamed)}" : null;
    }

    private static string? OfFlags(JsonObject? made, JsonObject known)
    {
        if (made is null) return "may be a value that was not known";
        var unknown = made.Where(flag => !JsonNode.DeepEquals(flag.Value, known[flag.Key])).Select(static flag => Shown(flag.Value!.ToJsonString(), flag.Key)).ToList();
        return unknown.Count > 0 ? $"may have {string.Join(", ", unknown)}, which was not known" : null;
    }

    private static string Shown(string value, string? name) => name is null ? value : $"{value} ({name})";

    private static Dictionary<string, string?> ValuesOf(JsonObject schema)
    {
        var names = schema["x-enumNames"] as JsonArray;
        return ((JsonArray)schema["enum"]!).Select((value, i) => (Value: value?.ToJsonString() ?? "null", Name: names is not null && i < names.Count ? (string?)names[i] : null))
            .DistinctBy(static one => one.Value).ToDictionary(static one => one.Value, static one => one.Name, StringComparer.Ordinal);
    }
}
