using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Which types System.Text.Json writes as plain objects of their properties, as far as a compiler can know.</summary>
internal static class ObjectRules
{
    /// <summary>Why a member's type can't be written member by member, or null.</summary>
    public static string? FindFault(ITypeSymbol type)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return type switch
        {
            IArrayTypeSymbol { IsSZArray: true } => null,
            { TypeKind: TypeKind.Array } => "arrays of several dimensions have no JSON form: use an array of arrays",
            { TypeKind: TypeKind.Delegate } => $"{name} is a delegate: leave it out with [JsonIgnore]",
            { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a pointer has no JSON form: leave it out with [JsonIgnore]",
            { IsRefLikeType: true } => $"{name} is a ref struct: give an array instead",
            not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } => $"{name} has no JSON form: leave it out with [JsonIgnore]",
            _ when CollectionShapes.IsAsynchronous(type) || type.AllInterfaces.Any(CollectionShapes.IsAsynchronous) => $"{name} arrives over time, and an event is written at once: collect it in a list",
            _ when CollectionShapes.IsCollection(type) => UnknownAttributes.Find(type),
            _ when IsPair(type) => null,
            _ when IsFrameworkType(type) => FrameworkTypes.Describe(type),
            _ => FindContractFault(type) ?? FindBaseFault(type),
        };
    }

    /// <summary>Why the attributes of an event keep it from being written member by member, or null.</summary>
    public static string? FindAttributeFault(ITypeSymbol type) =>
        JsonAttributes.FindConverter(type) is not null ? $"{type.Name} has a converter of its own: hold it in a member of a record"
        : Polymorphism.Is(type) ? $"{type.Name} is polymorphic, and an event is nothing but itself: hold it in a member of a record"
        : FindContractFault(type);

    private static string? FindContractFault(ITypeSymbol type)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (UnknownAttributes.Find(type) is { } unknown) return $"{name}: {unknown}";
        if (MetadataParts.FindFault(type) is { } hidden) return hidden;
        return type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "CompilationMappingAttribute")
            ? $"{name} is an F# type, whose members mean something else to JSON: hold its values in a record, or put a converter on it"
            : null;
    }

    /// <summary>Why what a type inherits can't be known, or null.</summary>
    public static string? FindBaseFault(ITypeSymbol type)
    {
        for (var current = type.BaseType; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            if (IsFrameworkType(current)) return $"it derives from {current.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, which is not known to generated code: put a converter on it with [JsonConverter(typeof(...))], or hold it in a member";
        return null;
    }

    /// <summary>Whether a type keeps all that it holds from JSON, which is then <c>{}</c>: perhaps its author meant a converter to write it.</summary>
    public static bool IsOpaque(INamedTypeSymbol type, JsonSettings settings) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct
        && JsonMemberCollector.Collect(type, settings).Members.IsEmpty
        && JsonHierarchy.Of(type).SelectMany(current => current.GetMembers().OfType<IFieldSymbol>()).Any(field => !field.IsStatic);

    /// <summary>The framework's only type that the serializer takes for an object of its members as a matter of course.</summary>
    public static bool IsPair(ITypeSymbol type) =>
        type is INamedTypeSymbol { MetadataName: "KeyValuePair`2", ContainingType: null } && type.ContainingNamespace.ToDisplayString() is "System.Collections.Generic";

    // The serializer has converters of its own for many of them, and reference assemblies show less than there is.
    public static bool IsFrameworkType(ITypeSymbol type)
    {
        var outermost = type.ContainingNamespace;
        while (outermost is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false }) outermost = outermost.ContainingNamespace;
        return outermost is { Name: "System", IsGlobalNamespace: false };
    }
}
