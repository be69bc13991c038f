using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Members of a base that a name doesn't find from the type itself.</summary>
internal static class HiddenMembers
{
    public static bool IsHidden(ISymbol member, INamedTypeSymbol through)
    {
        if (through.TypeKind is TypeKind.Interface) return !SymbolEqualityComparer.Default.Equals(through, member.ContainingType);
        for (var type = through; type is not null && !SymbolEqualityComparer.Default.Equals(type, member.ContainingType); type = type.BaseType)
            if (type.GetMembers(member.Name).Length > 0) return true;
        return false;
    }
}
