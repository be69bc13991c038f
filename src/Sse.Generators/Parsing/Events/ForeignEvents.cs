using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>[SseEvent&lt;T&gt;]: types that are made events where they are used.</summary>
internal static class ForeignEvents
{
    /// <summary>The types that a hub itself makes its events, each with its attribute.</summary>
    public static IEnumerable<(ITypeSymbol Type, AttributeData Attribute)> Of(ISymbol declaration) => declaration.GetAttributes()
        .Where(attribute => attribute.AttributeClass is { MetadataName: "SseEventAttribute`1", ContainingNamespace: { Name: "Sse", ContainingNamespace.IsGlobalNamespace: true } })
        .Select(attribute => (attribute.AttributeClass!.TypeArguments[0], attribute));

    /// <summary>The name that a hub, or its assembly, gives a type as an event; null where none does.</summary>
    public static string? FindName(ITypeSymbol type, INamedTypeSymbol hub, Compilation compilation)
    {
        var declared = Of(hub).Concat(Of(compilation.Assembly)).FirstOrDefault(found => SymbolEqualityComparer.Default.Equals(found.Type, type)).Attribute;
        return declared is null ? null : Attributes.Argument<string>(declared) ?? EventNames.FromTypeName(type.Name);
    }
}
