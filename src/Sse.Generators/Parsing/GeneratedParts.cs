using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>
/// Which symbols stand in the parts that these generators wrote. The analyzer sees them, the generator doesn't: what is
/// found of a declaration must not depend on them.
/// </summary>
internal static class GeneratedParts
{
    private static readonly string[] Generators = [typeof(SseEventGenerator).FullName, typeof(SseHubGenerator).FullName];

    /// <summary>Whether the symbol is declared in a generated part only.</summary>
    public static bool Contain(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences is { IsEmpty: false } places && places.All(place => IsOne(place.SyntaxTree));

    /// <summary>Whether the file is a generated part: the compiler names its folder after the generator.</summary>
    public static bool IsOne(SyntaxTree tree) => Generators.Contains(Path.GetFileName(Path.GetDirectoryName(tree.FilePath)), StringComparer.Ordinal);
}
