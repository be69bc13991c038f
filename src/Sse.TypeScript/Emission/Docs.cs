using System.Text.Json;

namespace Sse;

/// <summary>What doc comments say, line by line.</summary>
internal static class Docs
{
    public static List<string> Of(string? description, bool isDeprecated, params IEnumerable<string?> more)
    {
        List<string> lines = description is null ? [] : [.. description.ReplaceLineEndings("\n").Split('\n')];
        lines.AddRange(more.OfType<string>());
        if (isDeprecated) lines.Add("@deprecated");
        return lines;
    }

    /// <summary>A member's: its description, and what its type doesn't tell of its form.</summary>
    public static List<string> OfMember(JsonElement schema, bool exactNumbers) =>
        Of(DescriptionOf(schema), Schemas.Flag(schema, "deprecated"), FormOf(schema, exactNumbers));

    public static string? DescriptionOf(JsonElement schema) => Schemas.Text(schema, "description");

    private static string? FormOf(JsonElement schema, bool exactNumbers)
    {
        if (Schemas.Text(schema, "contentEncoding") is "base64") return "Base64.";
        var isText = Schemas.Types(schema).Contains("string", StringComparer.Ordinal);
        return Schemas.Text(schema, "format") switch
        {
            "uuid" => "A UUID.",
            "date-time" => "A date and time, ISO 8601.",
            "date-time-local" => "A date and time, ISO 8601, perhaps without an offset.",
            "date" => "A date, ISO 8601.",
            "time-of-day" => "A time of day, `HH:mm:ss.fffffff`.",
            "timespan" => "A duration, `[-][d.]HH:mm:ss[.fffffff]`.",
            "uri-reference" => "An address.",
            "decimal" when exactNumbers && !isText => "A decimal, as its text.",
            "decimal" when !isText => "A decimal: a number holds 15 of its digits.",
            "int64" or "uint64" or "int128" or "uint128" when !isText && !exactNumbers => "A large integer: a number holds it up to 2^53.",
            _ => null,
        };
    }
}
