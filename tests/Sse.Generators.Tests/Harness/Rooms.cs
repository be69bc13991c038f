using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.Tests.Harness;

/// <summary>Which room of the generator's sources, a folder, uses which: by what the names in the code mean, not by usings.</summary>
internal static class Rooms
{
    /// <summary>The arrows between rooms. What lies in no folder, such as the generators themselves, may use all.</summary>
    /// <param name="extra">Sources, each with the room that it shall lie in.</param>
    public static IReadOnlySet<(string From, string To)> FindArrows(params (string Room, string Source)[] extra)
    {
        var directory = Path.Combine(Paths.Repository, "src", "Sse.Generators");
        var trees = Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: Path.GetRelativePath(directory, Path.GetDirectoryName(file)!)))
            .Append(CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading;"))
            .Concat(extra.Select(source => CSharpSyntaxTree.ParseText(source.Source, path: source.Room)));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Sse.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Rooms", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty("names can't be resolved");
        var arrows = new HashSet<(string, string)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (Room(tree) is not { } from) continue;
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                foreach (var place in model.GetSymbolInfo(name).Symbol is { } symbol and not INamespaceSymbol ? symbol.OriginalDefinition.DeclaringSyntaxReferences : [])
                    if (Room(place.SyntaxTree) is { } to && from != to) arrows.Add((from, to));
            }
        }
        return arrows;
    }

    private static string? Room(SyntaxTree tree) => tree.FilePath is "" or "." or "obj" || tree.FilePath.StartsWith("obj/", StringComparison.Ordinal) ? null : tree.FilePath.Replace('\\', '/');
}
