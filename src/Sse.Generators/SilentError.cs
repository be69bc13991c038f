using System.Globalization;
using Microsoft.CodeAnalysis;
using System.Collections.Immutable;
using Sse.Generators.Diagnostics;
using Sse.Generators.Models;
using Sse.Generators.Parsing;

namespace Sse.Generators;

/// <summary>An error of a declaration that nobody would report, were the analyzers switched off.</summary>
/// <param name="Path">The author's file.</param>
/// <param name="Line">The line in it, counted from 1.</param>
/// <param name="Text">The id and the message.</param>
internal sealed record SilentError(string Path, int Line, string Text)
{
    public static EquatableArray<SilentError> Of(ImmutableArray<Finding> findings) => new(
        findings.Where(finding => Descriptors.For(finding.Kind).DefaultSeverity is DiagnosticSeverity.Error).Select(Create));

    private static SilentError Create(Finding finding)
    {
        var descriptor = Descriptors.For(finding.Kind);
        var message = string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. finding.Arguments]);
        var place = finding.Location.GetLineSpan();
        return new SilentError(place.Path, place.StartLinePosition.Line + 1, $"{descriptor.Id}: {message}");
    }
}
