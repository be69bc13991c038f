using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sse.Generators.Parsing;

namespace Sse.CodeFixes;

/// <summary>SSE0006: lists the type in the JsonSerializerContext that is to write it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ListInContextCodeFix)), Shared]
public sealed class ListInContextCodeFix : ChangingCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SSE0006"];

    internal override async Task<IEnumerable<Choice>> FindChoicesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(FixHints.Context, out var id) || id is null) return [];
        if (await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation) return [];
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is not INamedTypeSymbol context) return [];
        // The part that lists others already is the author's; another generator's are in no document.
        var parts = context.DeclaringSyntaxReferences.Select(part => (Node: part.GetSyntax(cancellation), Document: document.Project.Solution.GetDocument(part.SyntaxTree)))
            .Where(part => part is { Node: TypeDeclarationSyntax, Document: not null and not SourceGeneratedDocument })
            .OrderByDescending(part => ((TypeDeclarationSyntax)part.Node).AttributeLists.Count);
        if (parts.FirstOrDefault() is not { Document: { } declaring, Node: { } node }) return [];
        var type = diagnostic.Properties[FixHints.Unlisted]!;
        var change = Change.Replace(declaring, node, type, current => AttributeSyntaxes.WithAttributeLine(
            (TypeDeclarationSyntax)current, $"global::System.Text.Json.Serialization.JsonSerializable(typeof({type}))"));
        return [new Choice($"List the type in {context.Name}", nameof(ListInContextCodeFix), [change])];
    }
}
