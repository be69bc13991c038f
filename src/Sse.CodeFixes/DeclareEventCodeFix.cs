using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sse.Generators.Parsing;

namespace Sse.CodeFixes;

/// <summary>SSE0105: makes a type that a hub lists its event, by an attribute of the hub: the type may be somebody else's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareEventCodeFix)), Shared]
public sealed class DeclareEventCodeFix : ChangingCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SSE0105"];

    internal override async Task<IEnumerable<Choice>> FindChoicesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(FixHints.Undeclared, out var type) || type is null) return [];
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root) return [];
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } hub) return [];
        var change = Change.Replace(document, hub, type, current => AttributeSyntaxes.WithAttributeLine((TypeDeclarationSyntax)current, $"global::Sse.SseEvent<{type}>"));
        return [new Choice("Make it an event of this hub", nameof(DeclareEventCodeFix), [change])];
    }
}
