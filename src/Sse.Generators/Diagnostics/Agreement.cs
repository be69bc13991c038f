using System.Collections.Concurrent;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Sse.Generators.Parsing;

namespace Sse.Generators.Diagnostics;

/// <summary>
/// Holds the generated files against what the whole compilation calls for. A generator sees what the author wrote, not
/// what other generators add; an analyzer sees everything. Compared at the end of a compilation: while somebody types,
/// generated files lag behind.
/// </summary>
internal sealed class Agreement
{
    private readonly ConcurrentBag<(INamedTypeSymbol Type, Location Place, string Text)> _expected = new();

    /// <summary>Adds a type whose part is expected.</summary>
    /// <param name="type">The type.</param>
    /// <param name="place">Where its declaration is reported.</param>
    /// <param name="text">The part that the whole compilation calls for.</param>
    public void Expect(INamedTypeSymbol type, Location place, string text) => _expected.Add((type, place, text));

    /// <summary>Reports the types whose part is another one.</summary>
    public void Report(CompilationAnalysisContext context)
    {
        foreach (var (type, place, text) in _expected.OrderBy(item => item.Place.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(item => item.Place.SourceSpan.Start))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (FindDifference(type, text, context.CancellationToken) is { } difference)
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.OtherGenerator, place, type.Name, difference));
        }
    }

    private static string? FindDifference(INamedTypeSymbol type, string text, CancellationToken cancellation)
    {
        if (type.DeclaringSyntaxReferences.Select(place => place.SyntaxTree).FirstOrDefault(GeneratedParts.IsOne) is not { } tree)
            return "has no generated part, because another source generator adds its attribute";
        return tree.GetText(cancellation).ContentEquals(SourceText.From(text, Encoding.UTF8))
            ? null
            : "was generated without what another source generator adds to it or to a type that it uses";
    }
}
