using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Which converters of System.Text.Json are called, and how they are made.</summary>
internal static class ConverterParser
{
    /// <summary>The serializer's own converter of an enum's names.</summary>
    public static string OfNames(ITypeSymbol type) =>
        $"new global::System.Text.Json.Serialization.JsonStringEnumConverter<{Identifiers.Qualified(type)}>()";
}
