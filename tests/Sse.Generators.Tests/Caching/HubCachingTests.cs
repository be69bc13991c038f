using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Sse.Generators;
using Sse.Tests.Harness;

namespace Sse.Tests.Caching;

public class HubCachingTests
{
    private const string Hub = "[Sse.SseHub(typeof(A), typeof(B))] public sealed partial class Hub;";
    private const string Events = "[Sse.SseEvent] public partial record A(int X); [Sse.SseEvent] public partial record struct B; public partial record C;";

    [Fact]
    public void After_an_edit_elsewhere_nothing_past_the_first_step_runs_again()
    {
        var outcomes = Edit(Events + " public class Elsewhere;");
        outcomes[TrackingNames.HubDeclarations].ShouldBe([IncrementalStepRunReason.Unchanged]);
        outcomes[TrackingNames.Hubs].ShouldBe([IncrementalStepRunReason.Cached]);
        outcomes[TrackingNames.HubCaseClashes].ShouldBe([IncrementalStepRunReason.Cached]);
        outcomes[TrackingNames.HubFiles].ShouldBe([IncrementalStepRunReason.Cached]);
    }

    [Theory]
    [InlineData("SseEvent] public partial record A(int X)", "SseEvent] public partial record A(long Y)")]
    [InlineData("public partial record C", "[Sse.SseEvent] public partial record C")]
    public void An_edit_of_an_event_that_changes_nothing_for_the_hub_leaves_its_file_alone(string before, string after) =>
        Edit(Events.Replace(before, after, StringComparison.Ordinal))[TrackingNames.HubFiles].ShouldBe([IncrementalStepRunReason.Cached]);

    [Theory]
    [InlineData("[Sse.SseEvent] public partial record A", "[Sse.SseEvent(\"other\")] public partial record A")]
    [InlineData("[Sse.SseEvent] public partial record A(int X)", "public partial record A(int X)")]
    [InlineData("public partial record struct B", "internal partial record struct B")]
    [InlineData("record A(int X)", "record A(System.Type X)")]
    public void An_edit_of_an_event_that_the_hub_shows_writes_its_file_again(string before, string after) =>
        Edit(Events.Replace(before, after, StringComparison.Ordinal))[TrackingNames.HubFiles].ShouldBe([IncrementalStepRunReason.Modified]);

    private static Dictionary<string, IncrementalStepRunReason[]> Edit(string events)
    {
        var compilation = Compilations.Create([Hub, Events]);
        var tree = compilation.SyntaxTrees[1];
        var edited = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(events, Compilations.ParseOptions, tree.FilePath, cancellationToken: TestContext.Current.CancellationToken));
        var driver = GeneratorRun.Of(compilation).Driver.RunGenerators(edited, TestContext.Current.CancellationToken);
        return GeneratorRun.StepOutcomes(driver).GroupBy(outcome => outcome.Step).ToDictionary(same => same.Key, same => same.Select(outcome => outcome.Reason).ToArray());
    }
}
