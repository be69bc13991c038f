using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Tests.Harness;

/// <summary>Applies a code fix to the first diagnostic that it fixes, as an editor would.</summary>
internal static class CodeFixRun
{
    /// <summary>What becomes of the file that the diagnostic is in.</summary>
    public static Task<string> Apply(CodeFixProvider provider, string source, params (string Name, string Text)[] others) => Apply(provider, source, title: null, others);

    /// <summary>What becomes of it by the one of several ways that an editor shows by a title.</summary>
    public static async Task<string> Apply(CodeFixProvider provider, string source, string? title, params (string Name, string Text)[] others)
    {
        using var workspace = new AdhocWorkspace();
        var document = CreateDocument(workspace, source, others);
        return await TextOf(await Change(provider, document, title), document.Id);
    }

    /// <summary>What becomes of another file.</summary>
    public static async Task<string> ApplyElsewhere(CodeFixProvider provider, string source, (string Name, string Text) other)
    {
        using var workspace = new AdhocWorkspace();
        var document = CreateDocument(workspace, source, other);
        return await TextOf(await Change(provider, document, title: null), document.Project.Documents.Single(file => file.Name == other.Name).Id);
    }

    /// <summary>The ways that an editor shows; none where nothing is offered.</summary>
    public static async Task<IReadOnlyList<string>> Titles(CodeFixProvider provider, string source)
    {
        using var workspace = new AdhocWorkspace();
        return [.. (await Find(provider, CreateDocument(workspace, source))).Select(action => action.Title)];
    }

    private static async Task<Solution> Change(CodeFixProvider provider, Document document, string? title)
    {
        var actions = await Find(provider, document);
        var action = title is null ? actions.ShouldHaveSingleItem() : actions.Single(action => action.Title == title);
        return (await action.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private static async Task<List<CodeAction>> Find(CodeFixProvider provider, Document document)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var diagnostic = (await AnalyzerRun.Of((CSharpCompilation)(await document.Project.GetCompilationAsync(cancellation))!))
            .First(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id));
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation));
        return actions;
    }

    private static Document CreateDocument(AdhocWorkspace workspace, string source, params (string Name, string Text)[] others)
    {
        var compilation = Compilations.Create([]);
        var project = workspace.AddProject("Consumer", LanguageNames.CSharp)
            .WithMetadataReferences(compilation.References).WithParseOptions(Compilations.ParseOptions).WithCompilationOptions(compilation.Options);
        foreach (var (name, text) in others) project = project.AddDocument(name, text, filePath: name).Project;
        return project.AddDocument("Source0.cs", source);
    }

    private static async Task<string> TextOf(Solution solution, DocumentId id) => (await solution.GetDocument(id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
}
