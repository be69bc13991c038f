using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.CodeFixes;

/// <summary>SSE0104: removes the second mention of an event in a hub's list.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveSecondMentionCodeFix)), Shared]
public sealed class RemoveSecondMentionCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SSE0104"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        // An argument and its expression have one span: the outer one goes, with its comma.
        var mention = root.FindNode(context.Span);
        if (mention is not (AttributeArgumentSyntax or CollectionElementSyntax or ExpressionSyntax)) return;
        var action = CodeAction.Create(
            "Remove the second mention",
            _ => Task.FromResult(context.Document.WithSyntaxRoot(root.RemoveNode(mention, SyntaxRemoveOptions.KeepUnbalancedDirectives)!)),
            equivalenceKey: nameof(RemoveSecondMentionCodeFix));
        context.RegisterCodeFix(action, context.Diagnostics);
    }
}
