using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Sse.CodeFixes;

/// <summary>
/// A code fix that is made of changes to nodes. One diagnostic and all of a document, project or solution are mended in the
/// same way, so nothing is left that one by one would have gone.
/// </summary>
public abstract class ChangingCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new FixAllChanges(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var choice in await FindChoicesAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                var action = CodeAction.Create(choice.Title, cancellation => ApplyAsync(context.Document.Project.Solution, choice.Changes, cancellation), choice.Key);
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    /// <summary>The ways to mend what a diagnostic reports; none where that is not mechanical.</summary>
    internal abstract Task<IEnumerable<Choice>> FindChoicesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation);

    internal static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<Change> changes, CancellationToken cancellation)
    {
        var perDocument = changes.GroupBy(change => (change.Document.Id, change.Node.Span, change.Key)).Select(same => same.First()).GroupBy(change => change.Document.Id);
        foreach (var group in perDocument)
        {
            var document = solution.GetDocument(group.Key)!;
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var editor = new Microsoft.CodeAnalysis.Editing.SyntaxEditor(root!, solution.Workspace.Services);
            // From the end on: the place of an item in its list stays what it was until its turn comes.
            foreach (var change in group.OrderByDescending(change => change.Node.SpanStart).ThenByDescending(change => change.Key, StringComparer.Ordinal)) change.Apply(editor);
            var changed = document.WithSyntaxRoot(editor.GetChangedRoot());
            changed = await Simplifier.ReduceAsync(changed, Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
            changed = await Formatter.FormatAsync(changed, Formatter.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
            solution = changed.Project.Solution;
        }
        return solution;
    }
}

/// <summary>One way to mend what a diagnostic reports.</summary>
/// <param name="Title">What an editor offers.</param>
/// <param name="Key">What tells it from other ways, when all of a kind are mended.</param>
/// <param name="Changes">What is done.</param>
internal sealed record Choice(string Title, string Key, IEnumerable<Change> Changes);
