using Microsoft.CodeAnalysis;
using Sse.Generators.Parsing;

namespace Sse.Generators.Diagnostics;

/// <summary>
/// The names that code fixes give to the events of an assembly whose own names are not valid: near to these, and none
/// that another event has or is given. Looked for when there is such an event only.
/// </summary>
internal sealed class RepairedNames(Compilation compilation, INamedTypeSymbol attributeType)
{
    private readonly Lazy<Dictionary<INamedTypeSymbol, string>> _names = new(() => Find(compilation, attributeType));

    /// <summary>The name for an event, or null for one whose name is valid.</summary>
    public string? Of(INamedTypeSymbol type) => _names.Value.TryGetValue(type, out var name) ? name : null;

    private static Dictionary<INamedTypeSymbol, string> Find(Compilation compilation, INamedTypeSymbol attributeType)
    {
        var events = TypesOf(compilation.Assembly.GlobalNamespace)
            .Select(type => (Type: type, Attribute: type.GetAttributes().FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attributeType))))
            .Where(found => found.Attribute is not null)
            .Select(found => (found.Type, Name: EventDeclaration.NameOf(found.Type, found.Attribute!)))
            .ToLookup(found => EventNames.FindFault(found.Name) is null);
        var taken = new NameTable([.. events[true].Select(found => found.Name)]);
        var repaired = new Dictionary<INamedTypeSymbol, string>(SymbolEqualityComparer.Default);
        foreach (var (type, name) in events[false].OrderBy(found => found.Type.ToDisplayString(), StringComparer.Ordinal))
            repaired[type] = taken.Unique(EventNames.Repair(name, type.Name), "");
        return repaired;
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(member => member is INamedTypeSymbol type ? TypesOf(type).Prepend(type) : TypesOf(member));
}
