using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>A member with [SseKey].</summary>
/// <param name="Declared">What carries the attribute: a property, a field or a parameter.</param>
/// <param name="Name">The member's name.</param>
/// <param name="Type">Its type; null when the event has no such member that it can read.</param>
internal sealed record KeyMember(ISymbol Declared, string Name, ITypeSymbol? Type)
{
    /// <summary>The member as generated code reaches it: by its name.</summary>
    public static KeyMember Of(INamedTypeSymbol type, ISymbol declared, string name, Compilation compilation)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, RefKind: RefKind.None, GetMethod: { } getter } property && compilation.IsSymbolAccessibleWithin(getter, type, type))
                    return new KeyMember(declared, name, property.Type);
                if (member is IFieldSymbol { IsStatic: false, RefKind: RefKind.None } field && compilation.IsSymbolAccessibleWithin(field, type, type))
                    return new KeyMember(declared, name, field.Type);
            }
        }
        return new KeyMember(declared, name, Type: null);
    }
}
