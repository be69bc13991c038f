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

    /// <summary>A comment that parts what the author wrote from what another generator adds.</summary>
    private const string Added = "// Added by another generator:";

    public static Task<ImmutableArray<Diagnostic>> Of(params string[] sources)
    {
        var parts = Array.ConvertAll(sources, source => source.Split(Added, 2));
        var added = parts.Where(part => part.Length == 2).Select(part => CSharpSyntaxTree.ParseText(part[1], Compilations.ParseOptions, "Other/Other.Generator/Added.g.cs"));
        return Of(Compilations.Create(parts.Select(part => part[0])), [.. added]);
    }

    public static async Task<ImmutableArray<Diagnostic>> Of(CSharpCompilation compilation, params SyntaxTree[] added)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var output = GeneratorRun.Of(compilation).Output.AddSyntaxTrees(added);
        var reported = await output.WithAnalyzers(Analyzers.AddRange(new EndpointAnalyzer(), new TopicAuthorizationAnalyzer())).GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. output.Complaints().Concat(reported).OrderBy(diagnostic => diagnostic.Location.SourceSpan).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    public static async Task Matches(MarkedSource source)
    {
        var diagnostics = await Of(source.Text);
        diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)).ShouldBe(source.Expected, string.Join('\n', diagnostics));
    }
}
