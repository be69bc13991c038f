using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sse.Generators;

namespace Sse.Tests.Snippets;

/// <summary>
/// Compiles a page's blocks as a reader would use them: a program alone, anything else with the types that its page declares
/// and with Given.cs, which has what readers have themselves (and Given.PAGE.cs, where there is one). A type that a page declares is not taken from there.
/// </summary>
internal static partial class SnippetCompiler
{
    // What the SDK for web applications imports.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13);

    private static readonly CompilationUnitSyntax Given = Read("Given.cs");

    private static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>What the compiler says against a block.</summary>
    /// <param name="snippet">The block.</param>
    /// <param name="page">All blocks of its page.</param>
    public static IEnumerable<string> ErrorsOf(Snippet snippet, IEnumerable<Snippet> page)
    {
        var block = Parse(snippet.Code);
        var trees = new List<SyntaxTree> { Parse(ImplicitUsings), block };
        if (!snippet.IsProgram) trees.AddRange(Around(block, [.. page.Where(other => other != snippet).Reverse().OrderBy(other => other.Line > snippet.Line)], GivenOf(snippet.Page)));
        var kind = block.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = CSharpCompilation.Create("Snippet", trees, References, new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new SseEventGenerator().AsSourceGenerator(), new SseHubGenerator().AsSourceGenerator(), .. PlatformGenerators.Json], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        return output.GetDiagnostics(TestContext.Current.CancellationToken)
            // Those of another block are found with that block.
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && (diagnostic.Location.SourceTree == block || !trees.Contains(diagnostic.Location.SourceTree!)))
            .Select(error => string.Create(CultureInfo.InvariantCulture, $"{snippet.Page}:{snippet.Line + error.Location.GetLineSpan().StartLinePosition.Line}: {error.Id} {error.GetMessage(CultureInfo.InvariantCulture)}"));
    }

    // Of several declarations of a type the nearest before the block counts; what is given counts last.
    private static IEnumerable<SyntaxTree> Around(SyntaxTree block, IReadOnlyList<Snippet> others, IReadOnlyList<CompilationUnitSyntax> given)
    {
        var declared = TypesOf(block.GetCompilationUnitRoot()).Select(type => type.Name).ToHashSet();
        foreach (var root in others.Select(other => Parse(other.Code).GetCompilationUnitRoot()).Concat(given))
        {
            var types = TypesOf(root).Where(type => !declared.Contains(type.Name)).ToList();
            declared.UnionWith(types.Select(type => type.Name));
            yield return Parse($"{root.Usings.ToFullString()}\n{string.Join('\n', types.Select(type => type.Text))}");
        }
    }

    // A page about another sort of program has a file of its own, which counts before what is given to all.
    private static IReadOnlyList<CompilationUnitSyntax> GivenOf(string page)
    {
        var own = $"Given.{Path.GetFileNameWithoutExtension(page)}.cs";
        return File.Exists(PathOf(own)) ? [Read(own), Given] : [Given];
    }

    private static CompilationUnitSyntax Read(string file) => Parse(File.ReadAllText(PathOf(file))).GetCompilationUnitRoot();

    private static string PathOf(string file) => Repository.PathOf($"tests/Sse.Packaging.Tests/Snippets/{file}");

    private static IEnumerable<(string Name, string Text)> TypesOf(CompilationUnitSyntax root) =>
        root.Members.OfType<BaseTypeDeclarationSyntax>().Select(type => (type.Identifier.Text, type.ToFullString()));

    private static SyntaxTree Parse(string code) => CSharpSyntaxTree.ParseText(FileDirective().Replace(code, "//"), ParseOptions);

    // Of a program that is one file: the SDK's.
    [GeneratedRegex("^#:", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileDirective();
}
