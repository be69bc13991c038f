using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Sse.CodeFixes;

/// <summary>SSE0117: writes the return type before the parameters of an endpoint's lambda.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SayReturnTypeCodeFix)), Shared]
public sealed class SayReturnTypeCodeFix : ChangingCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SSE0117"];

    internal override async Task<IEnumerable<Choice>> FindChoicesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root) return [];
        if (!diagnostic.Properties.TryGetValue("type", out var type) || type is null) return [];
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ParenthesizedLambdaExpressionSyntax>() is not { } lambda) return [];
        var change = Change.Replace(document, lambda, nameof(SayReturnTypeCodeFix), current => WithReturnType((ParenthesizedLambdaExpressionSyntax)current, type));
        return [new Choice("Say the return type", nameof(SayReturnTypeCodeFix), [change])];
    }

    private static ParenthesizedLambdaExpressionSyntax WithReturnType(ParenthesizedLambdaExpressionSyntax lambda, string type)
    {
        var written = SyntaxFactory.ParseTypeName(type).WithTrailingTrivia(SyntaxFactory.Space).WithAdditionalAnnotations(Simplifier.Annotation);
        // What stood before the parameters stands before the type.
        return lambda.WithParameterList(lambda.ParameterList.WithLeadingTrivia()).WithReturnType(written.WithLeadingTrivia(lambda.ParameterList.GetLeadingTrivia()));
    }
}
