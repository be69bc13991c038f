using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Tests.Harness;

/// <summary>Compilations of a consumer: by default C# 13, nullable on, no implicit usings, every compiler warning on.</summary>
internal static class Compilations
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "Sse.Abstractions.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpParseOptions ParseOptions { get; } =
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13).WithDocumentationMode(DocumentationMode.Diagnose);

    public static CSharpCompilation Create(IEnumerable<string> sources, NullableContextOptions nullable = NullableContextOptions.Enable, string name = "Consumer") => CSharpCompilation.Create(
        name,
        sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{index}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable, warningLevel: 9999, allowUnsafe: true));

    /// <summary>A compilation that references another one: what was compiled there, not its sources.</summary>
    public static CSharpCompilation Referencing(this CSharpCompilation compilation, Compilation library)
    {
        using var image = new MemoryStream();
        var emitted = library.Emit(image);
        emitted.Success.ShouldBeTrue(string.Join('\n', emitted.Diagnostics));
        return compilation.AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
    }

    /// <summary>Errors and warnings, but for missing comments on what the test's own source declares.</summary>
    public static IEnumerable<Diagnostic> Complaints(this Compilation compilation) =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591");
}
