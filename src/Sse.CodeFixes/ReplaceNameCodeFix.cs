using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.CodeFixes;

/// <summary>SSE0003: gives the event the valid name that the diagnostic brings along.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceNameCodeFix)), Shared]
public sealed class ReplaceNameCodeFix : CodeFixProvider
{
    private const string ReplacementKey = "Replacement";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SSE0003"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        if (!diagnostic.Properties.TryGetValue(ReplacementKey, out var name) || name is null) return;
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        if (FindReplacement(root.FindNode(context.Span, getInnermostNodeForTie: true), literal) is not { } replacement) return;
        var action = CodeAction.Create(
            $"Name the event {literal}",
            _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(replacement.Old, replacement.New))),
            equivalenceKey: nameof(ReplaceNameCodeFix));
        context.RegisterCodeFix(action, diagnostic);
    }

    // A name that was written is reported where it stands; one that was derived is reported at the type, and written now.
    private static (SyntaxNode Old, SyntaxNode New)? FindReplacement(SyntaxNode reported, LiteralExpressionSyntax literal)
    {
        if (reported is ExpressionSyntax expression) return (expression, literal.WithTriviaFrom(expression));
        var attribute = (reported as TypeDeclarationSyntax)?.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(IsSseEvent);
        if (attribute is null) return null;
        var argument = SyntaxFactory.AttributeArgument(literal);
        return (attribute, attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(argument))));
    }

    private static bool IsSseEvent(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right : attribute.Name;
        return name.ToString() is "SseEvent" or "SseEventAttribute";
    }
}
