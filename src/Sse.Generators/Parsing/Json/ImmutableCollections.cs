using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The collections that are made from other collections, which the serializer knows by name.</summary>
internal static class ImmutableCollections
{
    private const string Namespace = "System.Collections.Immutable";

    public static JsonShape? Find(ITypeSymbol type, bool isDictionary)
    {
        if (type is not INamedTypeSymbol { ContainingType: null, Arity: var arity } named || arity != (isDictionary ? 2 : 1) || named.ContainingNamespace.ToDisplayString() is not Namespace) return null;
        if (named.MetadataName is "ImmutableArray`1") return new JsonShape.List(named.TypeArguments[0], ListAccess.ImmutableArrayIndex, null, new BuiltModel("ToImmutableArray"));
        if (Factory(named.Name) is not { } factory) return null;
        var making = new ConvertedModel($"global::{Namespace}.{factory}.CreateRange");
        return isDictionary
            ? new JsonShape.Dictionary(named.TypeArguments[0], named.TypeArguments[1], null, making)
            : new JsonShape.List(named.TypeArguments[0], ListAccess.Enumeration, null, making);
    }

    private static string? Factory(string name) => name switch
    {
        "ImmutableDictionary" or "IImmutableDictionary" => "ImmutableDictionary",
        "ImmutableSortedDictionary" => "ImmutableSortedDictionary",
        "ImmutableList" or "IImmutableList" => "ImmutableList",
        "ImmutableHashSet" or "IImmutableSet" => "ImmutableHashSet",
        "ImmutableSortedSet" => "ImmutableSortedSet",
        "ImmutableStack" or "IImmutableStack" => "ImmutableStack",
        "ImmutableQueue" or "IImmutableQueue" => "ImmutableQueue",
        _ => null,
    };
}
