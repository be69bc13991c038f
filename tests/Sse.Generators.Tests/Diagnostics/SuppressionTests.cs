using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Sse.Tests.Harness;

namespace Sse.Tests.Diagnostics;

public class SuppressionTests
{
    private const string Event = "[Sse.SseEvent(\"error\")] public partial record Failed((int, int) Pair);";

    [Fact]
    public async Task Without_any_suppression_both_warnings_are_there() => (await Ids(Event)).ShouldBe(["SSE0004", "SSE0008"]);

    [Fact]
    public async Task Pragma_hides_what_it_names_and_only_there()
    {
        (await Ids($"#pragma warning disable SSE0004\n{Event}\n#pragma warning restore SSE0004\n{Event.Replace("Failed", "Second", StringComparison.Ordinal).Replace("error", "open", StringComparison.Ordinal)}"))
            .ShouldBe(["SSE0008", "SSE0004", "SSE0008"]);
        (await Ids("#pragma warning disable SSE0006\n[Sse.SseEvent] public partial record Bad(System.Type X);")).ShouldBeEmpty();
    }

    [Fact]
    public async Task SuppressMessage_hides_what_it_names()
    {
        (await Ids("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Sse\", \"SSE0004\")]\n" + Event)).ShouldBe(["SSE0008"]);
        (await Ids("""
            [Sse.SseEvent]
            public partial record Pairs
            {
                [System.Diagnostics.CodeAnalysis.SuppressMessage("Sse", "SSE0008", Justification = "Known.")]
                public (int, int) Known { get; set; }
                public (int, int) Unknown { get; set; }
            }
            """)).ShouldBe(["SSE0008"]);
    }

    [Theory]
    [InlineData("none", new[] { "Warning SSE0004" })]
    [InlineData("error", new[] { "Warning SSE0004", "Error SSE0008" })]
    [InlineData("suggestion", new[] { "Warning SSE0004", "Info SSE0008" })]
    public async Task EditorConfig_sets_the_severity(string severity, string[] expected)
    {
        var config = AnalyzerConfig.Parse($"root = true\n[*.cs]\ndotnet_diagnostic.SSE0008.severity = {severity}\n", "/.editorconfig");
        var compilation = Compilations.Create([]).AddSyntaxTrees(CSharpSyntaxTree.ParseText(Event, Compilations.ParseOptions, "/Event.cs", cancellationToken: TestContext.Current.CancellationToken));
        compilation = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Options(AnalyzerConfigSet.Create(new[] { config }))));
        (await AnalyzerRun.Of(compilation)).Select(diagnostic => $"{diagnostic.Severity} {diagnostic.Id}").ShouldBe(expected);
    }

    private static async Task<IEnumerable<string>> Ids(string source) => (await AnalyzerRun.Of(source)).Select(diagnostic => diagnostic.Id);

    private sealed class Options(AnalyzerConfigSet configs) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configs.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }
}
