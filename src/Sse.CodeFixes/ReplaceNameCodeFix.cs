using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sse.Generators.Parsing;

namespace Sse.CodeFixes;

/// <summary>SSE0003, SSE0106, SSE0107: gives the event the valid name, no other event's, that the diagnostic brings along.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceNameCodeFix)), Shared]
public sealed class ReplaceNameCodeFix : ChangingCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SSE0003", "SSE0106", "SSE0107"];

    internal override async Task<IEnumerable<Choice>> FindChoicesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(FixHints.Replacement, out var name) || name is null) return [];
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return [];
        var reported = model.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (FindEvent(reported, model, cancellation) is not { } type || EventNameSyntax.Find(type, cancellation) is not { } attribute) return [];
        if (document.Project.Solution.GetDocument(attribute.SyntaxTree) is not { } declaring) return [];
        var change = Change.Replace(declaring, attribute, nameof(ReplaceNameCodeFix), current => EventNameSyntax.WithName((AttributeSyntax)current, name));
        return [new Choice($"Name the event {SymbolDisplay.FormatLiteral(name, quote: true)}", nameof(ReplaceNameCodeFix), [change])];
    }

    // Where a name is written, it is reported there; where it is derived, at the type; and where a hub lists the event, in its list.
    private static INamedTypeSymbol? FindEvent(SyntaxNode reported, SemanticModel model, CancellationToken cancellation)
    {
        if (reported.FirstAncestorOrSelf<TypeOfExpressionSyntax>() is { } listed) return model.GetTypeInfo(listed.Type, cancellation).Type as INamedTypeSymbol;
        return reported.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration ? model.GetDeclaredSymbol(declaration, cancellation) : null;
    }
}
