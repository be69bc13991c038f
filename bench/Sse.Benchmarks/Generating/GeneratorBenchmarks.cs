using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Sse.Generators;

namespace Sse.Benchmarks.Generating;

/// <summary>The generator over 300 events of ten members, one file each, as the compiler and as the editor drive it.</summary>
[WarmupCount(3), IterationCount(15)]
public class GeneratorBenchmarks
{
    private const int Events = 300;
    private CSharpCompilation _compilation = null!;
    private CSharpCompilation _editedEvent = null!;
    private CSharpCompilation _editedElsewhere = null!;
    private GeneratorDriver _warm = null!;

    [GlobalSetup]
    public void Setup()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || path.EndsWith("Sse.Abstractions.dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var elsewhere = Parse("namespace Acme; internal static class Elsewhere { public static int Answer() => 42; }");
        var trees = Enumerable.Range(0, Events).Select(number => Parse(Event(number, "string"))).Append(elsewhere).ToArray();
        _compilation = CSharpCompilation.Create("Consumer", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _editedEvent = _compilation.ReplaceSyntaxTree(trees[0], Parse(Event(0, "long")));
        _editedElsewhere = _compilation.ReplaceSyntaxTree(elsewhere, Parse("namespace Acme; internal static class Elsewhere { public static int Answer() => 43; }"));
        _warm = Driver().RunGenerators(_compilation);
        var files = _warm.GetRunResult().GeneratedTrees.Length;
        if (files != Events) throw new InvalidOperationException($"{files} files for {Events} events.");
    }

    [Benchmark]
    public GeneratorDriver Cold() => Driver().RunGenerators(_compilation.Clone());

    [Benchmark]
    public GeneratorDriver Keystroke_elsewhere() => _warm.RunGenerators(_editedElsewhere.Clone());

    [Benchmark]
    public GeneratorDriver Keystroke_in_an_event() => _warm.RunGenerators(_editedEvent.Clone());

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(new SseEventGenerator());

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source);

    private static string Event(int number, string type)
    {
        var source = new StringBuilder("using System; using System.Collections.Generic; namespace Acme; ");
        source.Append(CultureInfo.InvariantCulture, $"[Sse.SseEvent(\"event-{number}\")] public sealed partial record Event{number}(");
        source.Append(CultureInfo.InvariantCulture, $"{type} First, int Second, decimal Third, Guid Fourth, DateTimeOffset Fifth, double? Sixth, bool Seventh, List<string> Eighth, DateOnly Ninth, Uri? Tenth);");
        return source.ToString();
    }
}
