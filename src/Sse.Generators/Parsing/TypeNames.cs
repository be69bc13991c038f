using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Whether a type's full name means the type: in generated code, where no using and no alias helps.</summary>
internal static class TypeNames
{
    private const int MaxParts = 128;

    /// <summary>Why the full name of a type, or of one that it is made from, means something else or nothing; or null.</summary>
    public static string? FindFault(ITypeSymbol type, Compilation compilation)
    {
        if (type is IArrayTypeSymbol array) return FindFault(array.ElementType, compilation);
        if (type is not INamedTypeSymbol named) return null;
        foreach (var argument in named.TypeArguments)
            if (FindFault(argument, compilation) is { } fault) return fault;
        return named.ContainingType is { } outer ? FindFault(outer, compilation) : FindOwnFault(named.OriginalDefinition, compilation);
    }

    /// <summary>Whether a type's full name is longer than any that somebody writes: generic types that contain ever larger ones of their own.</summary>
    public static bool IsEndless(ITypeSymbol type)
    {
        var open = new Stack<ITypeSymbol>([type]);
        for (var parts = 0; open.Count > 0; parts++)
        {
            if (parts == MaxParts) return true;
            switch (open.Pop())
            {
                case IArrayTypeSymbol array: open.Push(array.ElementType); break;
                case INamedTypeSymbol named:
                    foreach (var argument in named.TypeArguments) open.Push(argument);
                    if (named.ContainingType is { } outer) open.Push(outer);
                    break;
            }
        }
        return false;
    }

    private static string? FindOwnFault(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.SpecialType is not SpecialType.None || type.TypeKind is TypeKind.Error || type.IsTupleType) return null;
        if (type.IsFileLocal) return $"{type.Name} is local to its file: make it internal";
        if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)) return null;
        if (compilation.GetMetadataReference(type.ContainingAssembly) is { Properties.Aliases: { IsEmpty: false } aliases } && !aliases.Contains(MetadataReferenceProperties.GlobalAlias))
            return $"{type.Name} is in an assembly that is referenced by an extern alias only: give its reference the alias global too";
        var name = type.ContainingNamespace is { IsGlobalNamespace: false } ns ? $"{ns.ToDisplayString()}.{type.MetadataName}" : type.MetadataName;
        return compilation.GetTypesByMetadataName(name).FirstOrDefault(other => IsOther(other, type, compilation)) is { } same
            ? $"{type.ContainingAssembly.Name} and {same.ContainingAssembly.Name} both have a type {type.Name} in the same namespace: give one of the references an extern alias"
            : null;
    }

    private static bool IsOther(INamedTypeSymbol other, INamedTypeSymbol type, Compilation compilation) =>
        !SymbolEqualityComparer.Default.Equals(other, type)
        && compilation.IsSymbolAccessibleWithin(other, compilation.Assembly)
        && (compilation.GetMetadataReference(other.ContainingAssembly) is not { Properties.Aliases: { IsEmpty: false } aliases } || aliases.Contains(MetadataReferenceProperties.GlobalAlias));
}
