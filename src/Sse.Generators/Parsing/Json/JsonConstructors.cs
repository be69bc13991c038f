using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Which constructor System.Text.Json calls.</summary>
internal static class JsonConstructors
{
    /// <summary>The one that is marked, the public one without parameters, or the only public one; null where none stands out.</summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type)
    {
        if (type.InstanceConstructors.FirstOrDefault(constructor => JsonAttributes.Has(constructor, "JsonConstructorAttribute")) is { } marked) return marked;
        if (type.IsValueType) return null;
        var open = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility is Accessibility.Public).ToArray();
        return open.FirstOrDefault(constructor => constructor.Parameters.IsEmpty) ?? (open.Length is 1 ? open[0] : null);
    }

    /// <summary>Whether a member's value is one of its arguments.</summary>
    public static bool Takes(INamedTypeSymbol type, JsonMember member) => Find(type)?.Parameters.Any(parameter =>
        string.Equals(parameter.Name, member.Symbol.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(parameter.Type, member.Type)) is true;
}
