using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.Tests.Harness;

/// <summary>Which room of the generator's sources uses which: by what the names in the code mean, not by usings.</summary>
internal static class Rooms
{
    private const string Root = "Sse.Generators.";

    public static IReadOnlySet<(string From, string To)> FindArrows(params string[] extraSources)
    {
        var directory = Path.Combine(Paths.Repository, "src", "Sse.Generators");
        var sources = Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)
            .Append("global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading;")
            .Concat(extraSources);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Sse.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Rooms", sources.Select(source => CSharpSyntaxTree.ParseText(source)), references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty("names can't be resolved");
        var arrows = new HashSet<(string, string)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (model.GetSymbolInfo(name).Symbol is not { } symbol || Room(symbol is INamespaceSymbol ? null : symbol.ContainingNamespace) is not { } to) continue;
                var from = Room(model.GetEnclosingSymbol(name.SpanStart)?.ContainingNamespace);
                if (from is not null && from != to) arrows.Add((from, to));
            }
        }
        return arrows;
    }

    private static string? Room(INamespaceSymbol? ns) =>
        ns?.ToDisplayString() is { } name && name.StartsWith(Root, StringComparison.Ordinal) ? name[Root.Length..] : null;
}
