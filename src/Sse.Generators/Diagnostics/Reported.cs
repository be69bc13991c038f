using Microsoft.CodeAnalysis;
using Sse.Generators.Emission;
using Sse.Generators.Parsing;

namespace Sse.Generators.Diagnostics;

/// <summary>Findings as an author sees them.</summary>
internal static class Reported
{
    /// <summary>A finding as a diagnostic, with what its code fix needs to know.</summary>
    public static Diagnostic Create(Finding finding) => Diagnostic.Create(
        Descriptors.For(finding.Kind), finding.Location, finding.Culprit is { } culprit ? [culprit] : [], finding.Hints, [.. finding.Arguments]);

    /// <summary>Holds a declaration's part against what was generated, or says that the emitter failed on it.</summary>
    /// <param name="type">The declared type.</param>
    /// <param name="part">Its part, as the whole compilation calls for it.</param>
    /// <param name="kind">What is said of a type that there can be no part for.</param>
    /// <param name="agreement">Compares them when the compilation ends.</param>
    public static Diagnostic? Compare(INamedTypeSymbol type, EmittedPart part, FindingKind kind, Agreement agreement)
    {
        var place = DeclarationPlaces.OfAuthor(type);
        if (part.Failure is { } failure) return Create(new Finding(kind, place, [type.Name, InternalFailure.Describe(failure)]));
        agreement.Expect(type, place, part.Text);
        return null;
    }
}
