using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Attributes of a later System.Text.Json, wherever one of a type's could stand: silently ignored, it would mean other JSON.</summary>
internal static class UnknownAttributes
{
    /// <summary>One that nothing here knows, as the reason of a refusal; or null.</summary>
    public static string? Find(ITypeSymbol type) => type is INamedTypeSymbol named && !ObjectRules.IsFrameworkType(named)
        ? Places(named).Select(JsonAttributes.FindUnknown).FirstOrDefault(unknown => unknown is not null)
        : null;

    private static IEnumerable<ISymbol> Places(INamedTypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Enum) return type.GetMembers().OfType<IFieldSymbol>().Prepend<ISymbol>(type);
        var types = JsonHierarchy.Of(type).Where(current => !ObjectRules.IsFrameworkType(current));
        return JsonConstructors.Find(type) is { } constructor ? [.. types, constructor, .. constructor.Parameters] : types;
    }
}
