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

    public IReadOnlyList<GeneratedSourceResult> Files => Driver.GetRunResult().Results.Single().GeneratedSources;

    public static GeneratorRun Of(params string[] sources) => Of(Compilations.Create(sources));

    public static GeneratorRun Of(CSharpCompilation compilation)
    {
        var driver = CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        diagnostics.ShouldBeEmpty("the generator reported");
        driver.GetRunResult().Results.Single().Exception.ShouldBeNull();

        var models = Models(driver);
        foreach (var model in models) ObjectGraph.FindCompilerObjects(model).ShouldBeEmpty();
        Models(CreateDriver().RunGenerators(Reparse(compilation))).ShouldBe(models, "the same source gave other models");
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
        [new SseEventGenerator().AsSourceGenerator()],
        parseOptions: Compilations.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The models that a driver's last run passed on.</summary>
    public static IReadOnlyList<EventModel> Models(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results.Single().TrackedSteps.GetValueOrDefault(TrackingNames.Events, [])
            .SelectMany(step => step.Outputs).Select(output => (EventModel)output.Value)];

    /// <summary>What became of each of our steps' outputs in a driver's last run, and of the files.</summary>
    public static IReadOnlyList<(string Step, IncrementalStepRunReason Reason)> StepOutcomes(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        string[] ours = [TrackingNames.Declarations, TrackingNames.Events, TrackingNames.CaseClashes, TrackingNames.Files];
        return [.. result.TrackedSteps.Where(step => ours.Contains(step.Key)).Concat(result.TrackedOutputSteps)
            .SelectMany(pair => pair.Value.SelectMany(step => step.Outputs.Select(output => (pair.Key, output.Reason))))];
    }

    private static CSharpCompilation Reparse(CSharpCompilation compilation) => compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
        compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.ToString(), (CSharpParseOptions)tree.Options, tree.FilePath)));
}
