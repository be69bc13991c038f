using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Reads the attributes of System.Text.Json. Like the serializer it looks at the symbol itself, never at what it overrides.</summary>
internal static class JsonAttributes
{
    private const string SerializationNamespace = "System.Text.Json.Serialization";

    // Of types and members: each is followed, or refused with its own reason.
    private static readonly string[] Known =
    [
        "JsonPropertyNameAttribute", "JsonPropertyOrderAttribute", "JsonIgnoreAttribute", "JsonIncludeAttribute", "JsonRequiredAttribute", "JsonConverterAttribute", "JsonExtensionDataAttribute",
        "JsonNumberHandlingAttribute", "JsonUnmappedMemberHandlingAttribute", "JsonObjectCreationHandlingAttribute", "JsonPolymorphicAttribute", "JsonDerivedTypeAttribute",
        "JsonSerializableAttribute", "JsonSourceGenerationOptionsAttribute", "JsonStringEnumMemberNameAttribute", "JsonConstructorAttribute",
    ];

    public static AttributeData? Find(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => Is(attribute.AttributeClass, name));

    public static bool Has(ISymbol symbol, string name) => Find(symbol, name) is not null;

    /// <summary>The JsonConverterAttribute, or one derived from it.</summary>
    public static AttributeData? FindConverter(ISymbol symbol) => symbol.GetAttributes().FirstOrDefault(attribute =>
    {
        for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
            if (Is(type, "JsonConverterAttribute")) return true;
        return false;
    });

    /// <summary>When [JsonIgnore] leaves the member out; null without the attribute.</summary>
    public static IgnoreCondition? Ignore(ISymbol symbol)
    {
        if (Find(symbol, "JsonIgnoreAttribute") is not { } attribute) return null;
        return (IgnoreCondition)(Attributes.Property<int?>(attribute, "Condition") ?? (int)IgnoreCondition.Always);
    }

    /// <summary>An attribute of System.Text.Json that nothing here knows, as the reason of a refusal; or null.</summary>
    public static string? FindUnknown(ISymbol symbol) => symbol.GetAttributes()
        .Where(attribute => attribute.AttributeClass is { Name: var name } type && !Known.Contains(name) && Is(type, type.MetadataName))
        .Select(attribute => $"[{attribute.AttributeClass!.Name}] is not known to generated code: leave it out, or name a JsonSerializerContext for the type with [SseJson(Context = typeof(...))]")
        .FirstOrDefault();

    public static bool Is(INamedTypeSymbol? type, string name) =>
        type is not null && string.Equals(type.MetadataName, name, StringComparison.Ordinal) && type.ContainingNamespace?.ToDisplayString() is SerializationNamespace;
}

/// <summary>The values of JsonIgnoreCondition; the last two exist since .NET 10.</summary>
internal enum IgnoreCondition
{
    Never = 0,
    Always = 1,
    WhenWritingDefault = 2,
    WhenWritingNull = 3,
    WhenWriting = 4,
    WhenReading = 5,
}
