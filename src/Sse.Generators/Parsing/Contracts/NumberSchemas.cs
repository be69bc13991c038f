using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Numbers in the forms in which they are written. Up to 32 bits their bounds are told: beyond, not every reader could hold them.</summary>
internal static class NumberSchemas
{
    private const string Whole = "^-?[0-9]+$";
    private const string Natural = "^[0-9]+$";

    public static Schema Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte => Bounded("int8", "-128", "127"),
        SpecialType.System_Byte => Bounded("uint8", "0", "255"),
        SpecialType.System_Int16 => Bounded("int16", "-32768", "32767"),
        SpecialType.System_UInt16 => Bounded("uint16", "0", "65535"),
        SpecialType.System_Int32 => Bounded("int32", "-2147483648", "2147483647"),
        SpecialType.System_UInt32 => Bounded("uint32", "0", "4294967295"),
        _ => Schema.OfType(Format(type) is "float" or "double" or "half" or "decimal" ? "number" : "integer").With("format", JsonText.Quote(Format(type))),
    };

    /// <summary>A number that is written as text.</summary>
    public static Schema AsText(ITypeSymbol type) => Schema.OfType("string").With("format", JsonText.Quote(Format(type))).With("pattern", JsonText.Quote(Format(type) switch
    {
        "float" or "double" or "half" => "^(-?[0-9]+(\\.[0-9]+)?(E[+-][0-9]+)?|NaN|-?Infinity)$",
        "decimal" => "^-?[0-9]+(\\.[0-9]+)?$",
        { } format => format.StartsWith("u", StringComparison.Ordinal) ? Natural : Whole,
    }));

    /// <summary>A number, or the name of one that JSON has no digits for.</summary>
    public static Schema OrName(ITypeSymbol type) => Schema.AnyOf(Of(type), Schema.Enum(["\"NaN\"", "\"Infinity\"", "\"-Infinity\""]));

    /// <summary>The name of a number's type.</summary>
    public static string Format(ITypeSymbol type) => type.MetadataName switch
    {
        "SByte" => "int8",
        "Byte" => "uint8",
        "Single" => "float",
        var name => name.ToLowerInvariant(),
    };

    private static Schema Bounded(string format, string minimum, string maximum) =>
        Schema.OfType("integer").With("format", JsonText.Quote(format)).With("minimum", minimum).With("maximum", maximum);
}
