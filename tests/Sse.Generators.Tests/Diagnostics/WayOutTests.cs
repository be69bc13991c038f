using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Sse.Tests.Harness;

namespace Sse.Tests.Diagnostics;

/// <summary>A refusal says in its own message what to do: its last part begins with a verb.</summary>
public partial class WayOutTests
{
    [Theory]
    [MemberData(nameof(DiagnosticCases.All), MemberType = typeof(DiagnosticCases))]
    [MemberData(nameof(HubDiagnosticCases.All), MemberType = typeof(HubDiagnosticCases))]
    public async Task Each_message_says_what_to_do(string marked) => (await AnalyzerRun.Of(MarkedSource.Parse(marked).Text))
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id.StartsWith("SSE", StringComparison.Ordinal))
        .Select(diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}").Where(message => !WayOut().IsMatch(message)).ShouldBeEmpty();

    [GeneratedRegex(@"[:;] (add|begin|call|collect|declare|give|hold|keep|leave|let|list|override|make|move|name|put|remove|rename|return|say|set|take|use|wrap|write)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WayOut();
}
