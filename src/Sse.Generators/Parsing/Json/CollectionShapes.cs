using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>
/// Which collection System.Text.Json takes a type for: by what it derives from and implements, in the serializer's own
/// order, whatever else it is.
/// </summary>
internal static class CollectionShapes
{
    private const string Generic = "System.Collections.Generic";
    private const string Concurrent = "System.Collections.Concurrent";

    /// <summary>The shape of a collection, null for what is none.</summary>
    public static JsonShape? Find(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { IsSZArray: true } array) return new JsonShape.List(array.ElementType, ListAccess.ArrayIndex, null, new BuiltModel("ToArray"));
        if (FindMemory(type) is { } memory) return memory;
        if (!IsCollection(type)) return null;
        if (Base(type, Generic, "List`1") is { } list) return List(type, list, ListAccess.ListIndex);
        if (Base(type, Generic, "Dictionary`2") is { } dictionary) return Dictionary(type, dictionary);
        if (ImmutableCollections.Find(type, isDictionary: true) is { } immutable) return immutable;
        if (Interface(type, Generic, "IDictionary`2") is { } writable) return Dictionary(type, writable);
        if (Interface(type, Generic, "IReadOnlyDictionary`2") is { } readable) return Dictionary(type, readable);
        if (ImmutableCollections.Find(type, isDictionary: false) is { } sequence) return sequence;
        foreach (var name in new[] { "IList`1", "ISet`1", "ICollection`1" })
            if (Interface(type, Generic, name) is { } contract) return List(type, contract, ListAccess.Enumeration);
        foreach (var (home, name) in new[] { (Generic, "Stack`1"), (Generic, "Queue`1"), (Concurrent, "ConcurrentStack`1"), (Concurrent, "ConcurrentQueue`1") })
            if (Base(type, home, name) is { } ends) return List(type, ends, ListAccess.Enumeration);
        return Interface(type, Generic, "IEnumerable`1") is { } items
            ? List(type, items, ListAccess.Enumeration)
            : new JsonShape.Unknown($"the collection {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} doesn't tell the type of its elements: use a generic one, such as List<T>");
    }

    /// <summary>Whether System.Text.Json would write it as a collection rather than as an object.</summary>
    public static bool IsCollection(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Collections_IEnumerable
        || type.AllInterfaces.Any(contract => contract.SpecialType is SpecialType.System_Collections_IEnumerable)
        || FindMemory(type) is not null || IsAsynchronous(type) || type.AllInterfaces.Any(IsAsynchronous);

    /// <summary>Whether System.Text.Json has a converter of collections for it, or for what it is when it is there.</summary>
    public static bool IsCollectionValue(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.IsSZArray && PrimitiveTypes.Find(type) is null,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } => IsCollectionValue(underlying),
        { SpecialType: SpecialType.System_String } or { ContainingNamespace.Name: "Nodes" } => false,
        _ => PrimitiveTypes.Find(type) is null && IsCollection(type),
    };

    /// <summary>A sequence that arrives over time, which has no synchronous form.</summary>
    public static bool IsAsynchronous(ITypeSymbol type) => type.MetadataName is "IAsyncEnumerable`1";

    /// <summary>A type as generic code names it, without its own nullability.</summary>
    public static string Name(ITypeSymbol type) => Identifiers.Qualified(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));

    private static JsonShape.List List(ITypeSymbol type, INamedTypeSymbol known, ListAccess access) =>
        new(known.TypeArguments[0], access, View(type, known), CollectionMaking.OfList(type, known), CollectionMaking.Filling(type, known));

    private static JsonShape.Dictionary Dictionary(ITypeSymbol type, INamedTypeSymbol known) =>
        new(known.TypeArguments[0], known.TypeArguments[1], View(type, known), CollectionMaking.OfDictionary(type, known), CollectionMaking.Filling(type, known));

    // What an author derives can hide members and implement an interface twice; the serializer's view is not confused by it.
    private static string? View(ITypeSymbol type, INamedTypeSymbol known) =>
        SymbolEqualityComparer.Default.Equals(type, known) || ObjectRules.IsFrameworkType(type) && HasPublicEnumerator(type) ? null : Name(known);

    private static bool HasPublicEnumerator(ITypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Interface) return true;
        for (var current = type; current is not null; current = current.BaseType)
            if (current.GetMembers("GetEnumerator").Any(member => member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public, Parameters.IsEmpty: true, ReturnType.SpecialType: not SpecialType.System_Collections_IEnumerator })) return true;
        return false;
    }

    private static JsonShape.List? FindMemory(ITypeSymbol type) =>
        type is INamedTypeSymbol { MetadataName: "Memory`1" or "ReadOnlyMemory`1", TypeArguments: [var element], ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            ? new JsonShape.List(element, ListAccess.SpanIndex, null, new BuiltModel("ToArray"))
            : null;

    private static INamedTypeSymbol? Base(ITypeSymbol type, string home, string name)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
            if (Is(current, home, name)) return current;
        return null;
    }

    private static INamedTypeSymbol? Interface(ITypeSymbol type, string home, string name) =>
        type is INamedTypeSymbol named && Is(named, home, name) ? named : type.AllInterfaces.FirstOrDefault(contract => Is(contract, home, name));

    private static bool Is(INamedTypeSymbol type, string home, string name) =>
        string.Equals(type.MetadataName, name, StringComparison.Ordinal) && type.ContainingType is null && type.ContainingNamespace.ToDisplayString() == home;
}
