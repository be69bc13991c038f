using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Tests.Harness;

/// <summary>A solution of two projects, each of which some files are given of, in which all diagnostics of a scope are fixed at once.</summary>
internal sealed class FixAllRun : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly CodeFixProvider _provider;
    private Solution _solution;

    public FixAllRun(CodeFixProvider provider, string[] files, string[] otherProject)
    {
        _provider = provider;
        _solution = _workspace.CurrentSolution;
        Add("Consumer", files);
        Add("Other", otherProject);
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>The texts of both projects' files after all of a scope, which begins at the first file of the first project, was fixed.</summary>
    public async Task<(string[] Files, string[] OtherProject)> Apply(FixAllScope scope)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (project, other) = (_solution.Projects.Single(project => project.Name == "Consumer"), _solution.Projects.Single(project => project.Name == "Other"));
        var document = project.Documents.First();
        var diagnostics = new Diagnostics(_provider.FixableDiagnosticIds);
        var first = (await diagnostics.GetDocumentDiagnosticsAsync(document, cancellation)).First();
        var actions = new List<CodeAction>();
        await _provider.RegisterCodeFixesAsync(new CodeFixContext(document, first, (action, _) => actions.Add(action), cancellation));
        var context = new FixAllContext(document, _provider, scope, actions[0].EquivalenceKey!, _provider.FixableDiagnosticIds, diagnostics, cancellation);
        var all = await _provider.GetFixAllProvider()!.GetFixAsync(context);
        _solution = (await all.ShouldNotBeNull().GetOperationsAsync(cancellation)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await Texts(project.Id), await Texts(other.Id));
    }

    /// <summary>What is still reported, in both projects.</summary>
    public async Task<IReadOnlyList<string>> Remaining()
    {
        var reported = await Task.WhenAll(_solution.Projects.Select(async project => await AnalyzerRun.Of((CSharpCompilation)(await project.GetCompilationAsync(TestContext.Current.CancellationToken))!)));
        return [.. reported.SelectMany(diagnostics => diagnostics).Select(diagnostic => diagnostic.ToString())];
    }

    private void Add(string name, string[] files)
    {
        var compilation = Compilations.Create([]);
        var id = ProjectId.CreateNewId();
        _solution = _solution.AddProject(id, name, name, LanguageNames.CSharp).WithProjectMetadataReferences(id, compilation.References)
            .WithProjectParseOptions(id, Compilations.ParseOptions).WithProjectCompilationOptions(id, compilation.Options);
        for (var i = 0; i < files.Length; i++) _solution = _solution.AddDocument(DocumentId.CreateNewId(id), $"{name}{i}.cs", files[i], filePath: $"{name}{i}.cs");
    }

    private async Task<string[]> Texts(ProjectId project) =>
        await Task.WhenAll(_solution.GetProject(project)!.Documents.OrderBy(document => document.Name).Select(async document => (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString()));

    private sealed class Diagnostics(ImmutableArray<string> ids) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await AnalyzerRun.Of((CSharpCompilation)(await project.GetCompilationAsync(cancellationToken))!)).Where(diagnostic => ids.Contains(diagnostic.Id));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == document.FilePath);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
