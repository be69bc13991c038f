using Microsoft.CodeAnalysis;
using Sse.Generators.Parsing;

namespace Sse.Generators.Diagnostics;

/// <summary>Findings as an author sees them.</summary>
internal static class Reported
{
    /// <summary>A finding as a diagnostic, with what its code fix needs to know.</summary>
    public static Diagnostic Create(Finding finding) => Diagnostic.Create(
        Descriptors.For(finding.Kind), finding.Location, finding.Culprit is { } culprit ? [culprit] : [], finding.Hints, [.. finding.Arguments]);
}
