using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.Generators.Parsing;

/// <summary>The types that a hub's attribute lists, each with its place in the source.</summary>
internal static class HubArguments
{
    /// <summary>Those that [SseHub] lists, then those that the hub makes events.</summary>
    public static ImmutableArray<(ITypeSymbol? Type, Location? Location)> Of(INamedTypeSymbol hub, AttributeData attribute, CancellationToken cancellation)
    {
        var listed = Of(attribute, cancellation);
        var made = ForeignEvents.Of(hub).Where(found => !listed.Any(item => SymbolEqualityComparer.Default.Equals(item.Type, found.Type)));
        return [.. listed, .. made.Select(found => ((ITypeSymbol?)found.Type, found.Attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation()))];
    }

    /// <summary>Those that [SseHub] lists.</summary>
    public static ImmutableArray<(ITypeSymbol? Type, Location? Location)> Of(AttributeData attribute, CancellationToken cancellation)
    {
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array, IsNull: false } list]) return [];
        var places = Places(attribute, cancellation);
        var hasPlaces = places.Count == list.Values.Length;
        return [.. list.Values.Select((value, index) => (value.Value as ITypeSymbol, hasPlaces ? places[index] : null))];
    }

    // One expression per type, or an array of them.
    private static List<Location> Places(AttributeData attribute, CancellationToken cancellation)
    {
        var places = new List<Location>();
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList.Arguments: var arguments }) return places;
        foreach (var argument in arguments)
        {
            if (argument.NameEquals is not null) continue;
            var elements = argument.Expression switch
            {
                ArrayCreationExpressionSyntax array => array.Initializer?.Expressions,
                ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
                _ => null,
            };
            if (elements is { } several) places.AddRange(several.Select(element => element.GetLocation()));
            else if (argument.Expression is CollectionExpressionSyntax collection) places.AddRange(collection.Elements.Select(element => element.GetLocation()));
            else places.Add(argument.Expression.GetLocation());
        }
        return places;
    }
}
