using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Sse.Tests.Harness;

namespace Sse.Tests.Differential.RandomTypes;

/// <summary>Many random events, compiled together.</summary>
internal static class ShapeBatch
{
    /// <summary>The events of some sources, or why there are none; a source that was refused is among the faults.</summary>
    public static (IReadOnlyList<Type> Events, IReadOnlyList<string> Faults) Compile(IReadOnlyList<string> sources)
    {
        var compilation = Compilations.Create(sources);
        var driver = CSharpGeneratorDriver.Create([new Sse.Generators.SseEventGenerator().AsSourceGenerator()], parseOptions: Compilations.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var faults = new List<string>();
        foreach (var result in driver.GetRunResult().Results)
            if (result.Exception is { } exception) faults.Add($"the generator threw {exception}");
        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        foreach (var complaint in emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed))
            faults.Add($"{complaint}\nof\n{complaint.Location.SourceTree?.GetText()}");
        if (!emitted.Success) return ([], faults);
        image.Position = 0;
        var assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
        return ([.. assembly.GetTypes().Where(type => type.GetCustomAttribute<SseEventAttribute>() is not null)], faults);
    }
}
