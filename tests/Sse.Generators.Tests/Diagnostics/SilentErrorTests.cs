using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Sse.Tests.Harness;

namespace Sse.Tests.Diagnostics;

/// <summary>With RunAnalyzers=false each error is the compiler's, at the author's line, once.</summary>
public class SilentErrorTests
{
    /// <summary>All but what only an analyzer can see: what another generator adds.</summary>
    private static readonly HashSet<string> Errors =
    [
        .. AnalyzerRun.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Where(descriptor => descriptor.DefaultSeverity is DiagnosticSeverity.Error)
            .Select(descriptor => descriptor.Id).Except([Generators.Diagnostics.Descriptors.OtherGenerator.Id]),
    ];

    [Theory]
    [MemberData(nameof(DiagnosticCases.All), MemberType = typeof(DiagnosticCases))]
    [MemberData(nameof(HubDiagnosticCases.All), MemberType = typeof(HubDiagnosticCases))]
    public void Each_error_is_said_once_where_it_belongs(string marked)
    {
        var source = MarkedSource.Parse(marked);
        var lines = Microsoft.CodeAnalysis.Text.SourceText.From(source.Text).Lines;
        var expected = source.Expected.Where(mark => Errors.Contains(mark.Id)).Select(mark => (mark.Id, lines.GetLineFromPosition(mark.Span.Start).LineNumber)).Distinct();
        Said(source.Text, "false").Distinct().ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_is_said_twice_where_analyzers_run(string? setting) => Said("[Sse.SseEvent] public partial record Bad(System.Type X);", setting).ShouldBeEmpty();

    private static IEnumerable<(string Id, int Line)> Said(string source, string? runAnalyzers)
    {
        var driver = (GeneratorDriver)GeneratorRun.CreateDriver();
        if (runAnalyzers is not null) driver = driver.WithUpdatedAnalyzerConfigOptions(new Options(runAnalyzers));
        driver.RunGeneratorsAndUpdateCompilation(Compilations.Create([source]), out var output, out _);
        return output.GetDiagnostics().Where(diagnostic => diagnostic.Id == "CS1029").Select(diagnostic =>
        {
            var place = diagnostic.Location.GetMappedLineSpan();
            place.Path.ShouldBe("Source0.cs");
            return (diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Split('\'')[1][..7], place.StartLinePosition.Line);
        });
    }

    private sealed class Options(string runAnalyzers) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(runAnalyzers);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Global(string runAnalyzers) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.RunAnalyzers" ? runAnalyzers : null;
            return value is not null;
        }
    }
}
