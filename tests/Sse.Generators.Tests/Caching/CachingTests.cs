using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Sse.Generators;
using Sse.Generators.Models;
using Sse.Tests.Harness;

namespace Sse.Tests.Caching;

public class CachingTests
{
    private const string Event = """
        using System.Collections.Generic;
        namespace Acme;
        [Sse.SseEvent("price")]
        public partial record PriceChanged(string Symbol, decimal Price, List<Level> Levels, Dictionary<string, Side?> Sides);
        public record Level(int Depth);
        public enum Side { Buy, Sell }
        """;

    private const string Elsewhere = "namespace Acme; public class Elsewhere { }";

    [Fact]
    public void After_an_edit_elsewhere_nothing_past_the_first_step_runs_again()
    {
        var compilation = Compilations.Create([Event, Elsewhere]);
        var driver = RunAgain(GeneratorRun.Of(compilation).Driver, Edit(compilation, 1, Elsewhere + " public class More { public int X; }"));
        var outcomes = GeneratorRun.StepOutcomes(driver);
        outcomes.Where(outcome => outcome.Step == TrackingNames.Declarations).ShouldHaveSingleItem().Reason.ShouldBe(IncrementalStepRunReason.Unchanged);
        var later = outcomes.Where(outcome => outcome.Step != TrackingNames.Declarations).ToArray();
        later.Select(outcome => outcome.Step).Distinct().Count().ShouldBe(4, "a step is not tracked, or the output is not");
        later.ShouldAllBe(outcome => outcome.Reason == IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void An_equivalent_edit_of_the_event_leaves_its_model_unchanged()
    {
        var compilation = Compilations.Create([Event]);
        var before = GeneratorRun.Of(compilation).Driver;
        var after = RunAgain(before, Edit(compilation, 0, "// a comment\n" + Event.Replace("public record Level", "\n\npublic record Level", StringComparison.Ordinal)));
        GeneratorRun.Models(after).ShouldBe(GeneratorRun.Models(before));
        GeneratorRun.StepOutcomes(after).ShouldAllBe(outcome => outcome.Reason == IncrementalStepRunReason.Unchanged || outcome.Reason == IncrementalStepRunReason.Cached);
    }

    [Theory]
    [InlineData("\"price\"", "\"cost\"")]
    [InlineData("string Symbol", "string Ticker")]
    [InlineData("decimal Price", "decimal? Price")]
    [InlineData("int Depth", "long Depth")]
    [InlineData("{ Buy, Sell }", ": byte { Buy, Sell }")]
    [InlineData("partial record", "partial record struct")]
    public void A_real_edit_changes_the_model_and_the_file(string before, string after)
    {
        var compilation = Compilations.Create([Event]);
        var first = GeneratorRun.Of(compilation).Driver;
        var second = RunAgain(first, Edit(compilation, 0, Event.Replace(before, after, StringComparison.Ordinal)));
        GeneratorRun.Models(second).ShouldNotBe(GeneratorRun.Models(first));
        GeneratorRun.StepOutcomes(second).ShouldContain(outcome => outcome.Step == TrackingNames.Files && outcome.Reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void An_edit_of_one_event_leaves_the_file_of_another_alone()
    {
        var compilation = Compilations.Create([Event, "[Sse.SseEvent] public partial record Other(int X);"]);
        var driver = RunAgain(GeneratorRun.Of(compilation).Driver, Edit(compilation, 1, "[Sse.SseEvent] public partial record Other(long X);"));
        GeneratorRun.StepOutcomes(driver).Where(outcome => outcome.Step == TrackingNames.Files).Select(outcome => outcome.Reason)
            .ShouldBe([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified]);
    }

    [Fact]
    public void The_walk_over_models_finds_what_the_compiler_owns()
    {
        var compilation = Compilations.Create([Event]);
        var symbol = compilation.GetTypeByMetadataName("Acme.PriceChanged")!;
        var model = GeneratorRun.Models(GeneratorRun.Of(compilation).Driver).Single();
        ObjectGraph.FindCompilerObjects(model).ShouldBeEmpty();
        ObjectGraph.FindCompilerObjects(new Broken(model, symbol)).ShouldHaveSingleItem().ShouldContain("Smuggled");
        ObjectGraph.FindCompilerObjects(new Broken(model, new List<object> { "fine", symbol.Locations[0] })).ShouldContain(found => found.Contains("[1]", StringComparison.Ordinal));
        ObjectGraph.FindCompilerObjects(new Broken(model, compilation)).ShouldHaveSingleItem();
        ObjectGraph.FindCompilerObjects(new Broken(model, symbol.DeclaringSyntaxReferences[0].GetSyntax(TestContext.Current.CancellationToken))).ShouldHaveSingleItem();
    }

    private static GeneratorDriver RunAgain(GeneratorDriver driver, CSharpCompilation compilation) =>
        driver.RunGenerators(compilation, TestContext.Current.CancellationToken);

    private static CSharpCompilation Edit(CSharpCompilation compilation, int tree, string text) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[tree], compilation.SyntaxTrees[tree].WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text)));

    private sealed record Broken(EventModel Model, object Smuggled);
}
