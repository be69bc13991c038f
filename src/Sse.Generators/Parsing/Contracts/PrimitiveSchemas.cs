using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>What the writer's methods for one value write, by the value's type.</summary>
internal static class PrimitiveSchemas
{
    private const string Clock = "[0-9]{2}:[0-9]{2}:[0-9]{2}";

    public static Schema Of(ITypeSymbol type, PrimitiveModel model) => model.Method switch
    {
        "WriteBoolean" => Schema.OfType("boolean"),
        "WriteNumber" => NumberSchemas.Of(type),
        "WriteNumberAsText" => NumberSchemas.AsText(type),
        "WriteNumberOrName" => NumberSchemas.OrName(type),
        "WriteBase64" => Schema.OfType("string").With("contentEncoding", "\"base64\""),
        "WriteString" => OfText(type),
        _ => Schema.Any,
    };

    /// <summary>What a value is as the key of a dictionary; null for any text.</summary>
    public static Schema? OfKey(ITypeSymbol type) => PrimitiveTypes.Find(type)?.Method switch
    {
        "WriteBoolean" => Schema.Enum(["\"True\"", "\"False\""]),
        "WriteNumber" => NumberSchemas.AsText(type),
        "WriteString" when type.SpecialType is not SpecialType.System_String => OfText(type),
        _ => null,
    };

    private static Schema OfText(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => Schema.OfType("string"),
        SpecialType.System_Char => Schema.OfType("string").With("minLength", "1").With("maxLength", "1"),
        // With a zone or without, as the value's kind says.
        SpecialType.System_DateTime => Text("date-time-local", $"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{Clock}(\\.[0-9]{{1,7}})?(Z|[+-][0-9]{{2}}:[0-9]{{2}})?$"),
        _ => type.MetadataName switch
        {
            "Guid" => Text("uuid"),
            "DateTimeOffset" => Text("date-time"),
            "DateOnly" => Text("date"),
            "TimeOnly" => Text("time-of-day", $"^{Clock}(\\.[0-9]{{7}})?$"),
            "TimeSpan" => Text("timespan", $"^-?([0-9]{{1,8}}\\.)?{Clock}(\\.[0-9]{{7}})?$"),
            "Uri" => Text("uri-reference"),
            "Version" => Text(format: null, "^[0-9]+(\\.[0-9]+){1,3}$"),
            _ => Schema.OfType("string"),
        },
    };

    private static Schema Text(string? format, string? pattern = null) =>
        Schema.OfType("string").With("format", JsonText.QuoteOrNull(format)).With("pattern", JsonText.QuoteOrNull(pattern));
}
