using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Sse.Generators;
using Sse.Generators.Models;

namespace Sse.Tests.Harness;

/// <summary>
/// One run of the generator over a consumer's sources. Every run is a cache test too: the driver runs twice, a second
/// driver finds equal models, and the models hold nothing of the compiler's.
/// </summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(GeneratorDriver driver, Compilation output) => (Driver, Output) = (driver, output);

    public GeneratorDriver Driver { get; }

    /// <summary>The consumer's compilation with the generated files.</summary>
    public Compilation Output { get; }

    public IReadOnlyList<GeneratedSourceResult> Files => [.. Driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources)];

    public static GeneratorRun Of(params string[] sources) => Of(Compilations.Create(sources));

    public static GeneratorRun Of(CSharpCompilation compilation)
    {
        var driver = CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        diagnostics.ShouldBeEmpty("the generator reported");
        foreach (var result in driver.GetRunResult().Results) result.Exception.ShouldBeNull();

        var models = AllModels(driver);
        foreach (var model in models) ObjectGraph.FindCompilerObjects(model).ShouldBeEmpty();
        AllModels(CreateDriver().RunGenerators(Reparse(compilation))).ShouldBe(models, "the same source gave other models");
        StepOutcomes(driver.RunGenerators(compilation.Clone())).ShouldAllBe(step => step.Reason == IncrementalStepRunReason.Cached || step.Reason == IncrementalStepRunReason.Unchanged);
        return new GeneratorRun(driver, output);
    }

    /// <summary>A run whose result compiles without a warning.</summary>
    public static GeneratorRun Clean(params string[] sources) => Clean(Compilations.Create(sources));

    public static GeneratorRun Clean(CSharpCompilation compilation)
    {
        var run = Of(compilation);
        run.Output.Complaints().ShouldBeEmpty(string.Join("\n\n", run.Files.Select(file => file.SourceText)));
        return run;
    }

    public static CSharpGeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new SseEventGenerator().AsSourceGenerator(), new SseHubGenerator().AsSourceGenerator()],
        parseOptions: Compilations.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The events' models that a driver's last run passed on.</summary>
    public static IReadOnlyList<EventModel> Models(GeneratorDriver driver) => [.. AllModels(driver).OfType<EventModel>()];

    /// <summary>The hubs' models that a driver's last run passed on.</summary>
    public static IReadOnlyList<HubModel> HubModels(GeneratorDriver driver) => [.. AllModels(driver).OfType<HubModel>()];

    /// <summary>What became of each of our steps' outputs in a driver's last run, and of the files.</summary>
    public static IReadOnlyList<(string Step, IncrementalStepRunReason Reason)> StepOutcomes(GeneratorDriver driver)
    {
        string[] ours =
        [
            TrackingNames.Declarations, TrackingNames.Events, TrackingNames.CaseClashes, TrackingNames.Files,
            TrackingNames.HubDeclarations, TrackingNames.Hubs, TrackingNames.HubCaseClashes, TrackingNames.HubFiles,
        ];
        return [.. driver.GetRunResult().Results
            .SelectMany(result => result.TrackedSteps.Where(step => ours.Contains(step.Key)).Concat(result.TrackedOutputSteps))
            .SelectMany(pair => pair.Value.SelectMany(step => step.Outputs.Select(output => (pair.Key, output.Reason))))];
    }

    private static IReadOnlyList<object> AllModels(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results
            .SelectMany(result => result.TrackedSteps.GetValueOrDefault(TrackingNames.Events, []).Concat(result.TrackedSteps.GetValueOrDefault(TrackingNames.Hubs, [])))
            .SelectMany(step => step.Outputs).Select(output => output.Value)];

    private static CSharpCompilation Reparse(CSharpCompilation compilation) => compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
        compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.ToString(), (CSharpParseOptions)tree.Options, tree.FilePath)));
}
