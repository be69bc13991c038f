using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The sequences and dictionaries that are written inline.</summary>
internal static class CollectionTypes
{
    private const string Generic = "System.Collections.Generic";

    /// <summary>The element type of a supported sequence, and how its elements are reached.</summary>
    public static (ITypeSymbol Element, ListAccess Access)? FindList(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { IsSZArray: true } array) return (array.ElementType, ListAccess.ArrayIndex);
        if (type is not INamedTypeSymbol { TypeArguments: [var element], ContainingType: null } named) return null;
        return (named.ContainingNamespace.ToDisplayString(), named.MetadataName) switch
        {
            (Generic, "List`1") => (element, ListAccess.ListIndex),
            ("System.Collections.Immutable", "ImmutableArray`1") => (element, ListAccess.ImmutableArrayIndex),
            (Generic, "HashSet`1" or "IEnumerable`1" or "ICollection`1" or "IList`1" or "IReadOnlyCollection`1" or "IReadOnlyList`1") =>
                (element, ListAccess.Enumeration),
            _ => null,
        };
    }

    /// <summary>The value type of a supported dictionary.</summary>
    public static ITypeSymbol? FindDictionaryValue(ITypeSymbol type) =>
        type is INamedTypeSymbol
        {
            ContainingType: null,
            MetadataName: "Dictionary`2" or "IDictionary`2" or "IReadOnlyDictionary`2",
            TypeArguments: [{ SpecialType: SpecialType.System_String }, var value],
        }
        && type.ContainingNamespace.ToDisplayString() is Generic
            ? value
            : null;

    /// <summary>Whether System.Text.Json has a converter of collections for it.</summary>
    public static bool IsCollectionValue(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array is { IsSZArray: true, ElementType.SpecialType: not SpecialType.System_Byte },
        { SpecialType: SpecialType.System_String } => false,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } => IsCollectionValue(underlying),
        { ContainingNamespace.Name: "Nodes" or "Json" } => false,
        { SpecialType: SpecialType.System_Collections_IEnumerable } or { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } => true,
        _ => IsCollection(type),
    };

    /// <summary>Whether System.Text.Json would write it as a collection rather than as an object.</summary>
    public static bool IsCollection(ITypeSymbol type) =>
        type.AllInterfaces.Any(contract => contract.SpecialType is SpecialType.System_Collections_IEnumerable || contract.MetadataName is "IAsyncEnumerable`1");
}
