using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>A member with [SseKey].</summary>
/// <param name="Declared">What carries the attribute: a property, a field or a parameter.</param>
/// <param name="Name">The member's name.</param>
/// <param name="Type">Its type; null when the event has no such member that it can read.</param>
internal sealed record KeyMember(ISymbol Declared, string Name, ITypeSymbol? Type)
{
    private const string AttributeName = "Sse.SseKeyAttribute";

    /// <summary>A type's key members, those it inherits included, in the order in which the key holds them.</summary>
    public static ImmutableArray<KeyMember> Of(INamedTypeSymbol type, Compilation compilation)
    {
        var members = new Dictionary<string, KeyMember>(StringComparer.Ordinal);
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var symbol in current.GetMembers())
            {
                if (symbol is IPropertySymbol or IFieldSymbol && IsMarked(symbol)) Add(symbol, symbol is IFieldSymbol { AssociatedSymbol: { } property } ? property.Name : symbol.Name);
                else if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
                    foreach (var parameter in constructor.Parameters.Where(IsMarked)) Add(parameter, parameter.Name);
            }
        }
        return [.. members.Values.OrderBy(member => member.Name, StringComparer.Ordinal)];

        void Add(ISymbol declared, string name)
        {
            if (!members.ContainsKey(name)) members.Add(name, new KeyMember(declared, name, FindType(type, name, compilation)));
        }
    }

    private static bool IsMarked(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() is AttributeName);

    // By its name, as generated code reaches it.
    private static ITypeSymbol? FindType(INamedTypeSymbol type, string name, Compilation compilation)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, RefKind: RefKind.None, GetMethod: { } getter } property && compilation.IsSymbolAccessibleWithin(getter, type, type)) return property.Type;
                if (member is IFieldSymbol { IsStatic: false, RefKind: RefKind.None } field && compilation.IsSymbolAccessibleWithin(field, type, type)) return field.Type;
            }
        }
        return null;
    }
}
