using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Tests.Harness;

/// <summary>Applies a code fix to the first diagnostic that it fixes, as an editor would; other files of the project stay.</summary>
internal static class CodeFixRun
{
    public static async Task<string> Apply(CodeFixProvider provider, string source, params (string Name, string Text)[] others)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = Compilations.Create([source]);
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Consumer", LanguageNames.CSharp)
            .WithMetadataReferences(compilation.References).WithParseOptions(Compilations.ParseOptions).WithCompilationOptions(compilation.Options);
        foreach (var (name, text) in others) project = project.AddDocument(name, text, filePath: name).Project;
        var document = project.AddDocument("Source0.cs", source);
        var diagnostic = (await AnalyzerRun.Of((CSharpCompilation)(await document.Project.GetCompilationAsync(cancellation))!))
            .First(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id));
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation));
        var operations = await actions.ShouldHaveSingleItem().GetOperationsAsync(cancellation);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync(cancellation)).ToString();
    }
}
