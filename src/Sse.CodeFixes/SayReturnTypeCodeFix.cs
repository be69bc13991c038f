using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Sse.CodeFixes;

/// <summary>SSE0117: writes the return type before the parameters of an endpoint's lambda.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SayReturnTypeCodeFix)), Shared]
public sealed class SayReturnTypeCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SSE0117"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue("type", out var type) || type is null) continue;
            if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ParenthesizedLambdaExpressionSyntax>() is not { } lambda) continue;
            var action = CodeAction.Create(
                "Say the return type",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(lambda, WithReturnType(lambda, type)))),
                equivalenceKey: nameof(SayReturnTypeCodeFix));
            context.RegisterCodeFix(action, diagnostic);
        }
    }

    private static ParenthesizedLambdaExpressionSyntax WithReturnType(ParenthesizedLambdaExpressionSyntax lambda, string type)
    {
        var written = SyntaxFactory.ParseTypeName(type).WithTrailingTrivia(SyntaxFactory.Space).WithAdditionalAnnotations(Simplifier.Annotation);
        // What stood before the parameters stands before the type.
        return lambda.WithParameterList(lambda.ParameterList.WithLeadingTrivia()).WithReturnType(written.WithLeadingTrivia(lambda.ParameterList.GetLeadingTrivia()));
    }
}
