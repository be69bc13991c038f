using System.Text.Json.Nodes;

namespace Sse;

/// <summary>Whether the values of one simple type are among those of another of its kind.</summary>
internal static class ValueFit
{
    /// <summary>What may be written and is not expected, as sentences about the member.</summary>
    public static IEnumerable<string> Of(JsonObject written, JsonObject expected)
    {
        if (expected["const"] is { } constant && !JsonNode.DeepEquals(constant, written["const"])) yield return $"is {written["const"]?.ToJsonString() ?? "anything"} instead of {constant.ToJsonString()}";
        if (EnumFit.Of(written, expected) is { } unknown) yield return unknown;
        var (format, wanted) = ((string?)written["format"], (string?)expected["format"]);
        switch ((string?)expected["type"])
        {
            case "integer":
                if (expected["enum"] is null && !NumberRange.Of(written).IsWithin(NumberRange.Of(expected))) yield return $"may be out of the range of {wanted ?? "before"}: it is {format ?? "any integer"}";
                break;
            case "number":
                if ((string?)written["type"] == "number" && !NumberRange.IsWithin(format, wanted)) yield return $"may be out of the range of {wanted}: it is {format ?? "any number"}";
                break;
            case "string":
                foreach (var difference in Texts(written, expected, format, wanted)) yield return difference;
                break;
        }
    }

    private static IEnumerable<string> Texts(JsonObject written, JsonObject expected, string? format, string? wanted)
    {
        // A date without a zone is read with one too.
        if (wanted is not null && format != wanted && !(wanted == "date-time-local" && format == "date-time")) yield return $"is {format ?? "any text"} instead of {wanted}";
        else if (wanted is null && expected["pattern"] is { } pattern && !JsonNode.DeepEquals(pattern, written["pattern"])) yield return "is text of another pattern";
        if (expected["contentEncoding"] is { } encoding && !JsonNode.DeepEquals(encoding, written["contentEncoding"])) yield return $"is not {encoding.GetValue<string>()}";
        if ((int?)expected["maxLength"] is { } most && !((int?)written["maxLength"] <= most)) yield return $"may be longer than {most}";
        if ((int?)expected["minLength"] is { } least && !((int?)written["minLength"] >= least)) yield return $"may be shorter than {least}";
    }
}
