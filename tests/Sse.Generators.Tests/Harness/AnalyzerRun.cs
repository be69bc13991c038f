using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Sse.Generators.Diagnostics;

namespace Sse.Tests.Harness;

/// <summary>What an author sees: what the compiler says of the sources and the generated files, and what the analyzer says.</summary>
internal static class AnalyzerRun
{
    /// <summary>Those that need nothing but the sources.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = [new SseEventAnalyzer(), new SseHubAnalyzer(), new SameNameAnalyzer()];

    public static Task<ImmutableArray<Diagnostic>> Of(params string[] sources) => Of(Compilations.Create(sources));

    public static async Task<ImmutableArray<Diagnostic>> Of(CSharpCompilation compilation)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var output = GeneratorRun.Of(compilation).Output;
        var reported = await output.WithAnalyzers(Analyzers.Add(new EndpointAnalyzer())).GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. output.Complaints().Concat(reported).OrderBy(diagnostic => diagnostic.Location.SourceSpan)];
    }

    public static async Task Matches(MarkedSource source)
    {
        var diagnostics = await Of(source.Text);
        diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)).ShouldBe(source.Expected, string.Join('\n', diagnostics));
    }
}
