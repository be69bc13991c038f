using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>How a collection is made when it is read; null where System.Text.Json can't make it.</summary>
internal static class CollectionMaking
{
    private const string Generic = "global::System.Collections.Generic";

    /// <summary>Of a sequence.</summary>
    /// <param name="type">The sequence.</param>
    /// <param name="known">The framework's type that the serializer takes it for.</param>
    public static MakingModel? OfList(ITypeSymbol type, INamedTypeSymbol known)
    {
        var element = Identifiers.Qualified(known.TypeArguments[0]);
        switch (known.MetadataName)
        {
            case "List`1" when IsSame(type, known): return new BuiltModel("ToList");
            case "ISet`1" when type.TypeKind is TypeKind.Interface: return IsSame(type, known) ? new FilledModel($"{Generic}.HashSet<{element}>", new FillingModel(null, "Add")) : null;
            case "IList`1" or "ICollection`1" or "IEnumerable`1" when type.TypeKind is TypeKind.Interface:
                // An interface that a list fulfils; any other has no type to be made as.
                return IsListInterface(type) ? new BuiltModel("ToList") : null;
            default: return Filled(type, known);
        }
    }

    /// <summary>Of a dictionary.</summary>
    /// <param name="type">The dictionary.</param>
    /// <param name="known">The framework's type that the serializer takes it for.</param>
    public static MakingModel? OfDictionary(ITypeSymbol type, INamedTypeSymbol known)
    {
        if (type.TypeKind is TypeKind.Interface)
            return IsSame(type, known) ? new FilledModel($"{Generic}.Dictionary<{Identifiers.Qualified(known.TypeArguments[0])}, {Identifiers.Qualified(known.TypeArguments[1])}>", new FillingModel(null, "")) : null;
        return Filled(type, known);
    }

    /// <summary>How a collection that is there is filled; null for what the serializer always makes anew.</summary>
    /// <param name="type">The collection.</param>
    /// <param name="known">The framework's type that the serializer takes it for.</param>
    public static FillingModel? Filling(ITypeSymbol type, INamedTypeSymbol known)
    {
        if (FindAdd(known) is not { } add) return null;
        var isInterface = known.TypeKind is TypeKind.Interface;
        return new FillingModel(IsSame(type, known) ? null : CollectionShapes.Name(AddingType(type, known)), add, isInterface, type.IsValueType);
    }

    private static FilledModel? Filled(ITypeSymbol type, INamedTypeSymbol known)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } named || Filling(type, known) is not { } filling) return null;
        if (!named.InstanceConstructors.Any(constructor => constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public })) return null;
        return new FilledModel(CollectionShapes.Name(type), type.IsReferenceType && HasOwn(type, filling.Add) ? new FillingModel(null, filling.Add) : filling);
    }

    private static string? FindAdd(INamedTypeSymbol known) => known.MetadataName switch
    {
        "List`1" or "IList`1" or "ISet`1" or "ICollection`1" => "Add",
        "Stack`1" or "ConcurrentStack`1" => "Push",
        "Queue`1" or "ConcurrentQueue`1" => "Enqueue",
        "Dictionary`2" or "IDictionary`2" => "",
        _ => null,
    };

    private static INamedTypeSymbol AddingType(ITypeSymbol type, INamedTypeSymbol known) => known.MetadataName is not ("IList`1" or "ISet`1") ? known
        : type.AllInterfaces.First(contract => contract.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_ICollection_T
            && SymbolEqualityComparer.Default.Equals(contract.TypeArguments[0], known.TypeArguments[0]));

    // A type of the framework does the same by its own name; an author's could do something else.
    private static bool HasOwn(ITypeSymbol type, string add)
    {
        if (!ObjectRules.IsFrameworkType(type)) return false;
        var name = add.Length is 0 ? WellKnownMemberNames.Indexer : add;
        for (var current = type; current is not null; current = current.BaseType)
            if (current.GetMembers(name).Any(member => member.DeclaredAccessibility is Accessibility.Public)) return true;
        return false;
    }

    private static bool IsListInterface(ITypeSymbol type) => type.OriginalDefinition.SpecialType is
        SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_Generic_ICollection_T or SpecialType.System_Collections_Generic_IList_T
        or SpecialType.System_Collections_Generic_IReadOnlyCollection_T or SpecialType.System_Collections_Generic_IReadOnlyList_T;

    private static bool IsSame(ITypeSymbol type, ITypeSymbol known) => SymbolEqualityComparer.Default.Equals(type, known);
}
