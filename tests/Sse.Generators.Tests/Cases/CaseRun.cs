using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Sse.Generators;
using Sse.Tests.Harness;

namespace Sse.Tests.Cases;

/// <summary>
/// What becomes of an author's project. It ends right (no complaint, equal bytes, equal values), or in diagnostics of
/// ours on the author's own lines. Everything else is a fault.
/// </summary>
/// <param name="Refusals">Our errors and warnings on the author's lines: id and message.</param>
/// <param name="Faults">What must not be.</param>
public sealed record CaseRun(ImmutableArray<string> Refusals, ImmutableArray<string> Faults)
{
    private const string Author = "Author";

    /// <summary>Compiles a case with generators and analyzers and, when nothing is refused, runs it.</summary>
    public static async Task<CaseRun> Of(Case given)
    {
        var references = new List<MetadataReference> { MetadataReference.CreateFromFile(typeof(CaseRun).Assembly.Location) };
        var images = new List<byte[]>();
        foreach (var library in given.Libraries)
        {
            var (image, shown) = Compile(library, references);
            images.Add(image);
            references.Add(MetadataReference.CreateFromImage(shown, library.Alias is null ? default : new MetadataReferenceProperties(aliases: [library.Alias])));
        }
        var parse = Compilations.ParseOptions.WithLanguageVersion(given.Language);
        var options = Compilations.Create([], given.Nullable).Options.WithOverflowChecks(given.ChecksOverflow);
        var compilation = Compilations.Create([]).WithOptions(options).AddReferences(references).AddReferences(given.Others.References)
            .AddSyntaxTrees(given.Files.Select((file, index) => CSharpSyntaxTree.ParseText(file, parse, $"{Author}{index}.cs")));
        var (output, crashes) = Generate(compilation, parse, [.. given.Others.Generators, .. given.Added is null ? [] : new[] { new AddingGenerator(given.Added).AsSourceGenerator() }]);
        var reported = await output.WithAnalyzers(AnalyzerRun.Analyzers).GetAnalyzerDiagnosticsAsync();
        var refusals = reported.Where(IsRefusal).Select(Describe).ToImmutableArray();
        var faults = output.Complaints().Concat(reported.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !IsRefusal(diagnostic))).Select(Describe).Concat(crashes).ToImmutableArray();
        return faults.IsEmpty && refusals.IsEmpty ? new CaseRun([], Run(output, images)) : new CaseRun(refusals, faults);
    }

    private static bool IsRefusal(Diagnostic diagnostic) =>
        diagnostic.Severity >= DiagnosticSeverity.Warning
        && diagnostic.Id.StartsWith("SSE", StringComparison.Ordinal)
        && diagnostic.Location.SourceTree?.FilePath.StartsWith(Author, StringComparison.Ordinal) == true;

    private static string Describe(Diagnostic diagnostic) => $"{diagnostic.Id} {Line(diagnostic.Location)}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";

    private static string Line(Location location) => location.GetLineSpan() is { IsValid: true } span ? $"{span.Path}({span.StartLinePosition.Line + 1})" : "-";

    private static (Compilation Output, IEnumerable<string> Crashes) Generate(CSharpCompilation compilation, CSharpParseOptions parse, ImmutableArray<ISourceGenerator> others)
    {
        ISourceGenerator[] generators = [new SseEventGenerator().AsSourceGenerator(), new SseHubGenerator().AsSourceGenerator(), .. others];
        var driver = CSharpGeneratorDriver.Create(generators, parseOptions: parse).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        return (output, diagnostics.Select(Describe).Concat(driver.GetRunResult().Results.Select(result => result.Exception?.ToString()).OfType<string>()));
    }

    private static (byte[] Image, byte[] Shown) Compile(CaseLibrary library, IEnumerable<MetadataReference> references)
    {
        var compilation = Compilations.Create([library.Source], name: library.Name).AddReferences(references);
        var output = Generate(compilation, Compilations.ParseOptions, others: []).Output;
        var image = Emit(output, new EmitOptions());
        return (image, library.HidesPrivate ? Emit(output, new EmitOptions(metadataOnly: true, includePrivateMembers: false)) : image);
    }

    private static byte[] Emit(Compilation compilation, EmitOptions options)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, options: options);
        emitted.Success.ShouldBeTrue(string.Join('\n', emitted.Diagnostics));
        return image.ToArray();
    }

    private static ImmutableArray<string> Run(Compilation output, List<byte[]> libraries)
    {
        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        if (!emitted.Success) return [.. emitted.Diagnostics.Select(Describe)];
        var context = new AssemblyLoadContext("case", isCollectible: false);
        foreach (var library in libraries) context.LoadFromStream(new MemoryStream(library));
        foreach (var other in output.References.OfType<PortableExecutableReference>().Where(reference => reference.FilePath?.Contains("vogen", StringComparison.OrdinalIgnoreCase) == true)) context.LoadFromAssemblyPath(other.FilePath!);
        image.Position = 0;
        var assembly = context.LoadFromStream(image);
        var run = assembly.GetType("Check")?.GetMethod("Run");
        return run is null ? [] : Judge.Collect(() => run.Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, null, null));
    }

    private sealed class AddingGenerator(string source) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.ParseOptionsProvider, (output, _) => output.AddSource("Added.cs", source));
    }
}
