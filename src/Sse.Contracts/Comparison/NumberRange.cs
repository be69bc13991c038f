using System.Numerics;
using System.Text.Json.Nodes;

namespace Sse;

/// <summary>The integers that a schema allows.</summary>
/// <param name="Least">The least; null for no bound.</param>
/// <param name="Most">The largest; null for no bound.</param>
internal readonly record struct NumberRange(BigInteger? Least, BigInteger? Most)
{
    private static readonly string[] Widening = ["half", "float", "double"];

    /// <summary>That of a schema, by its format and its bounds.</summary>
    public static NumberRange Of(JsonObject schema)
    {
        var format = (string?)schema["format"] ?? "";
        var isUnsigned = format.StartsWith("uint", StringComparison.Ordinal);
        NumberRange own = (isUnsigned || format.StartsWith("int", StringComparison.Ordinal)) && int.TryParse(format.AsSpan(isUnsigned ? 4 : 3), out var bits)
            ? isUnsigned ? new(0, (BigInteger.One << bits) - 1) : new(-(BigInteger.One << (bits - 1)), (BigInteger.One << (bits - 1)) - 1)
            : default;
        return new(Bound(schema["minimum"]) ?? own.Least, Bound(schema["maximum"]) ?? own.Most);
    }

    /// <summary>Whether numbers of one format are read as another's without being out of range. A decimal loses digits as a double, which is no break.</summary>
    public static bool IsWithin(string? written, string? expected) => expected is null || written == expected || (written, expected) switch
    {
        (null, _) or (_, "decimal") => false,
        ("decimal", _) => expected == "double",
        _ => Array.IndexOf(Widening, written) <= Array.IndexOf(Widening, expected),
    };

    /// <summary>Whether all of it is in another one.</summary>
    public bool IsWithin(NumberRange other) =>
        (other.Least is not { } least || Least >= least) && (other.Most is not { } most || Most <= most);

    private static BigInteger? Bound(JsonNode? bound) => bound is null ? null : BigInteger.TryParse(bound.ToJsonString(), out var value) ? value : null;
}
