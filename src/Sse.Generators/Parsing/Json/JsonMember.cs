using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>A property or field that System.Text.Json knows of.</summary>
/// <param name="Symbol">The property or field.</param>
/// <param name="JsonName">Its name in JSON, not yet escaped.</param>
/// <param name="Order">Its place: lower first, declaration order among equals.</param>
/// <param name="Ignore">What [JsonIgnore] says, if it stands there.</param>
/// <param name="IsReadable">Whether the serializer finds a getter that it may use.</param>
internal sealed record JsonMember(ISymbol Symbol, string JsonName, int Order, IgnoreCondition? Ignore, bool IsReadable)
{
    public ITypeSymbol Type => Symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)Symbol).Type;

    public bool IsIgnored => Ignore is IgnoreCondition.Always;

    /// <summary>Whether it is virtual to the runtime: an implicit implementation of an interface is, too.</summary>
    public bool IsVirtual => Symbol.IsVirtual || Symbol.IsOverride || Symbol.IsAbstract || ImplementsInterface();

    private bool ImplementsInterface()
    {
        foreach (var contract in Symbol.ContainingType.AllInterfaces)
            foreach (var member in contract.GetMembers(Symbol.Name))
                if (SymbolEqualityComparer.Default.Equals(Symbol.ContainingType.FindImplementationForInterfaceMember(member), Symbol)) return true;
        return false;
    }
}
