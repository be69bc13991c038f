using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Rename;

namespace Sse.CodeFixes;

/// <summary>SSE0115: gives a hub's own member another name than a generated one has, wherever it is used.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameMemberCodeFix)), Shared]
public sealed class RenameMemberCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SSE0115"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FixAllRenames();

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } symbol) continue;
            var action = CodeAction.Create($"Rename to {FreeName(symbol)}", cancellation => RenameAsync(context.Document.Project.Solution, context.Document.Project.Id, symbol, cancellation), nameof(RenameMemberCodeFix));
            context.RegisterCodeFix(action, diagnostic);
        }
    }

    private static async Task<ISymbol?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        var declared = model.SyntaxTree.GetRoot(cancellation).FindToken(diagnostic.Location.SourceSpan.Start).Parent;
        return declared is null ? null : model.GetDeclaredSymbol(declared, cancellation);
    }

    private static string IdOf(ISymbol symbol) => DocumentationCommentId.CreateDeclarationId(symbol)!;

    private static string FreeName(ISymbol symbol)
    {
        var taken = symbol.ContainingType.MemberNames.ToImmutableHashSet(StringComparer.Ordinal);
        var name = "Own" + symbol.Name;
        for (var i = 2; taken.Contains(name); i++) name = $"Own{symbol.Name}{i.ToString(CultureInfo.InvariantCulture)}";
        return name;
    }

    private static Task<Solution> RenameAsync(Solution solution, ProjectId project, ISymbol symbol, CancellationToken cancellation) =>
        RenameAsync(solution, project, [IdOf(symbol)], cancellation);

    // One after the other: each rename can move what another one looks for.
    private static async Task<Solution> RenameAsync(Solution solution, ProjectId project, IEnumerable<string> ids, CancellationToken cancellation)
    {
        foreach (var id in ids)
        {
            var compilation = await solution.GetProject(project)!.GetCompilationAsync(cancellation).ConfigureAwait(false);
            if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation!) is { } symbol)
                solution = await Renamer.RenameSymbolAsync(solution, symbol, default(SymbolRenameOptions), FreeName(symbol), cancellation).ConfigureAwait(false);
        }
        return solution;
    }

    private sealed class FixAllRenames : FixAllProvider
    {
        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            var found = new List<(ProjectId Project, string Id)>();
            foreach (var (document, diagnostic) in await FixAllDiagnostics.FindAsync(fixAllContext).ConfigureAwait(false))
                if (await FindAsync(document, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false) is { } symbol)
                    found.Add((document.Project.Id, IdOf(symbol)));
            return CodeAction.Create("Fix all", async cancellation =>
            {
                var solution = fixAllContext.Solution;
                foreach (var project in found.GroupBy(item => item.Project)) solution = await RenameAsync(solution, project.Key, project.Select(item => item.Id).Distinct(), cancellation).ConfigureAwait(false);
                return solution;
            }, fixAllContext.CodeActionEquivalenceKey);
        }
    }
}
