using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Where the code that writes and reads a value will stand, which decides what it can reach, and by which settings.</summary>
/// <param name="Within">The type that the code is part of.</param>
/// <param name="Compilation">The compilation it is part of.</param>
/// <param name="Settings">What [SseJson] says.</param>
/// <param name="Warnings">The warnings that what it names brings along.</param>
internal sealed record JsonScope(INamedTypeSymbol Within, Compilation Compilation, JsonSettings Settings, SymbolWarnings Warnings)
{
    /// <summary>The ways to what it can't reach.</summary>
    public AccessorTable Accessors { get; } = new(NestedNames.Find(Within, "SseAccessors"));

    /// <summary>Whether the code can name a type, or call a member of its own type.</summary>
    public bool CanReach(ISymbol symbol, ITypeSymbol? through = null) => Compilation.IsSymbolAccessibleWithin(symbol, Within, through);

    /// <summary>Whether the compiler would turn naming a symbol into an error.</summary>
    public bool IsForbidden(ISymbol symbol) => ObsoleteRules.IsForbidden(symbol, Within);

    /// <summary>Why the code can't name a type, or null.</summary>
    public string? FindFault(ITypeSymbol type)
    {
        if (!CanReach(type)) return $"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} is not accessible from the event: make it internal or public";
        if (FindForbidden(type) is { } forbidden) return $"{forbidden.Name} is obsolete as an error, and may not be used: leave the member out with [JsonIgnore]";
        return TypeNames.FindFault(type, Compilation);
    }

    /// <summary>The part of a type that the compiler would turn naming into an error for, or null.</summary>
    public ITypeSymbol? FindForbidden(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => FindForbidden(array.ElementType),
        INamedTypeSymbol named => IsForbidden(named) ? named : named.TypeArguments.Select(FindForbidden).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
