using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Types as reflection names them, with their assembly.</summary>
internal static class ReflectionNames
{
    public static string Of(ITypeSymbol type) => $"{FullName(type)}, {HomeOf(type).Name}";

    /// <summary>Of a type that is generated inside of another.</summary>
    public static string OfNested(INamedTypeSymbol container, string name) => $"{FullName(container)}+{name}, {container.ContainingAssembly.Name}";

    private static string FullName(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array) return $"{FullName(array.ElementType)}[]";
        if (type is not INamedTypeSymbol named) return type.MetadataName;
        var arguments = Arguments(named).ToArray();
        return arguments.Length is 0 ? Definition(named) : $"{Definition(named)}[{string.Join(",", arguments.Select(argument => $"[{Of(argument)}]"))}]";
    }

    private static IAssemblySymbol HomeOf(ITypeSymbol type) => type is IArrayTypeSymbol array ? HomeOf(array.ElementType) : type.ContainingAssembly;

    private static string Definition(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{Definition(outer)}+{type.MetadataName}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } ns ? $"{Identifiers.Plain(ns)}.{type.MetadataName}"
        : type.MetadataName;

    private static IEnumerable<ITypeSymbol> Arguments(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? Arguments(outer).Concat(type.TypeArguments) : type.TypeArguments;
}
