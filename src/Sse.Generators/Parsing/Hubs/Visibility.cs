using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Whether a type can stand in a member's signature: wherever the member is seen, the type has to be, too.</summary>
internal static class Visibility
{
    /// <summary>Whether a type is seen wherever a public member of another one is.</summary>
    public static bool CoversPublicMembers(ITypeSymbol type, INamedTypeSymbol of) => Parts(type).All(part => Covers(part, of));

    /// <summary>Whether a type is seen in its whole assembly.</summary>
    public static bool CoversAssembly(ITypeSymbol type) => Parts(type).All(part =>
        part.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable);

    /// <summary>All types that a type's name names: itself, those around it, and their arguments.</summary>
    public static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            foreach (var part in Parts(array.ElementType)) yield return part;
        }
        for (var current = type as INamedTypeSymbol; current is not null; current = current.ContainingType)
        {
            yield return current;
            foreach (var part in current.TypeArguments.SelectMany(Parts)) yield return part;
        }
    }

    private static bool Covers(INamedTypeSymbol part, INamedTypeSymbol of) => part.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.NotApplicable => true,
        Accessibility.Internal => SelfAndContainers(of).Any(IsWithinAssembly),
        Accessibility.Private => SelfAndContainers(of).Any(other => other.DeclaredAccessibility is Accessibility.Private && IsWithin(other, part.ContainingType)),
        Accessibility.Protected => SelfAndContainers(of).Any(other =>
            other.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal && IsWithin(other, part.ContainingType)),
        Accessibility.ProtectedAndInternal => SelfAndContainers(of).Any(other =>
            other.DeclaredAccessibility is Accessibility.Private or Accessibility.ProtectedAndInternal && IsWithin(other, part.ContainingType)),
        Accessibility.ProtectedOrInternal => SelfAndContainers(of).Any(other => IsWithinAssembly(other)
            || (other.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal && IsWithin(other, part.ContainingType))),
        _ => false,
    };

    private static bool IsWithinAssembly(INamedTypeSymbol type) =>
        type.DeclaredAccessibility is Accessibility.Internal or Accessibility.Private or Accessibility.ProtectedAndInternal;

    private static bool IsWithin(INamedTypeSymbol type, INamedTypeSymbol? container) =>
        SelfAndContainers(type).Skip(1).Any(outer => SymbolEqualityComparer.Default.Equals(outer, container));

    private static IEnumerable<INamedTypeSymbol> SelfAndContainers(ITypeSymbol type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.ContainingType) yield return current;
    }
}
