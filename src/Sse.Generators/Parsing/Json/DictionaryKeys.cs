using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>The types that System.Text.Json takes for the keys of dictionaries, where everything is text.</summary>
internal static class DictionaryKeys
{
    /// <summary>Whether a type of one value stands as text of its own; bytes don't.</summary>
    public static bool IsKey(ITypeSymbol type) => PrimitiveTypes.Find(type) is { Method: not "WriteBase64" };

    /// <summary>The reader's method.</summary>
    public static string Method(ITypeSymbol type) => type.SpecialType is SpecialType.System_Boolean ? "GetBooleanName" : "Get" + type.MetadataName;
}
