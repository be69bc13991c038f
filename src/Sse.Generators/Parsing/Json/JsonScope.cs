using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Where the code that writes and reads a value will stand, which decides what it can reach, and by which settings.</summary>
/// <param name="Within">The type that the code is part of.</param>
/// <param name="Compilation">The compilation it is part of.</param>
/// <param name="Settings">What [SseJson] says.</param>
internal sealed record JsonScope(INamedTypeSymbol Within, Compilation Compilation, JsonSettings Settings)
{
    /// <summary>Whether the code can name a type, or call a member of its own type.</summary>
    public bool CanReach(ISymbol symbol, ITypeSymbol? through = null) => Compilation.IsSymbolAccessibleWithin(symbol, Within, through);
}
