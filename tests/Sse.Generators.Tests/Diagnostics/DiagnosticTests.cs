using Microsoft.CodeAnalysis;
using Sse.Tests.Harness;

namespace Sse.Tests.Diagnostics;

public class DiagnosticTests
{
    private const string Sites = "\nstatic class Sites { public static void Take<T>(T value) where T : Sse.ISseEvent<T> { } }";

    [Theory]
    [MemberData(nameof(DiagnosticCases.All), MemberType = typeof(DiagnosticCases))]
    [MemberData(nameof(HubDiagnosticCases.All), MemberType = typeof(HubDiagnosticCases))]
    public Task A_declaration_gets_what_is_marked_and_nothing_else(string marked) => AnalyzerRun.Matches(MarkedSource.Parse(marked + Sites));

    [Fact]
    public async Task A_missing_and_a_misplaced_diagnostic_are_found()
    {
        await Assert.ThrowsAsync<ShouldAssertException>(() => AnalyzerRun.Matches(MarkedSource.Parse("[Sse.SseEvent] public partial record {|SSE0006:Fine|}(int X);")));
        await Assert.ThrowsAsync<ShouldAssertException>(() => AnalyzerRun.Matches(MarkedSource.Parse("[Sse.SseEvent] public partial record {|SSE0006:Bad|}(System.Type X);")));
        await Assert.ThrowsAsync<ShouldAssertException>(() => AnalyzerRun.Matches(MarkedSource.Parse("[Sse.SseEvent] public partial record Bad(System.Type X);")));
    }

    [Fact]
    public async Task A_message_names_the_way_to_the_culprit()
    {
        var diagnostics = await AnalyzerRun.Of("""
            [Sse.SseEvent] public partial record Order(System.Collections.Generic.List<Line> Lines);
            public record Line(Payload Payload);
            public record Payload(System.Type Anything);
            """);
        diagnostics.ShouldHaveSingleItem().GetMessage(System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe("'Lines.Payload.Anything' can't be written as JSON: Type is not known to generated code: put a converter on the member with [JsonConverter(typeof(...))], or name a JsonSerializerContext that lists it with [SseJson(Context = typeof(...))]");
    }

    [Fact]
    public async Task A_type_that_is_not_partial_is_told_which_of_its_containers_are_not_either()
    {
        var diagnostics = await AnalyzerRun.Of("class Outer { partial class Middle { [Sse.SseEvent] private record Inner(int X); } }");
        diagnostics.ShouldHaveSingleItem().GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldContain("declare Outer, Inner as partial");
    }

    [Fact]
    public async Task A_member_inherited_from_another_assembly_is_reported_at_the_event()
    {
        var library = Compilations.Create(["public class Base { public System.Type? Payload { get; set; } }"]);
        var consumer = Compilations.Create(["[Sse.SseEvent] public partial class Event : Base;"]).AddReferences(library.ToMetadataReference());
        var diagnostic = (await AnalyzerRun.Of(consumer)).ShouldHaveSingleItem();
        (diagnostic.Id, diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, 5)).ShouldBe(("SSE0006", "Event"));
    }

    [Fact]
    public async Task Severities_are_those_of_the_pages()
    {
        var severities = (await AnalyzerRun.Of("""
            [Sse.SseEvent("open")] public partial record A((int, int) X);
            [Sse.SseEvent("message")] public partial record B(System.Type X);
            """)).ToDictionary(diagnostic => diagnostic.Id, diagnostic => diagnostic.Severity);
        severities.ShouldBe(new Dictionary<string, DiagnosticSeverity>
        {
            ["SSE0004"] = DiagnosticSeverity.Warning,
            ["SSE0008"] = DiagnosticSeverity.Warning,
            ["SSE0005"] = DiagnosticSeverity.Info,
            ["SSE0006"] = DiagnosticSeverity.Error,
        }, ignoreOrder: true);
    }
}
