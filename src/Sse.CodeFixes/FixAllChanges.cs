using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Sse.CodeFixes;

/// <summary>Collects the changes of every diagnostic first, and then makes them together.</summary>
internal sealed class FixAllChanges(ChangingCodeFix fix) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var changes = new List<Change>();
        foreach (var (document, diagnostic) in await FixAllDiagnostics.FindAsync(fixAllContext).ConfigureAwait(false))
        {
            var choices = await fix.FindChoicesAsync(document, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false);
            if (choices.FirstOrDefault(choice => choice.Key == fixAllContext.CodeActionEquivalenceKey) is { } choice) changes.AddRange(choice.Changes);
        }
        return changes.Count is 0 ? null : CodeAction.Create(
            "Fix all", cancellation => ChangingCodeFix.ApplyAsync(fixAllContext.Solution, changes, cancellation), fixAllContext.CodeActionEquivalenceKey);
    }
}
