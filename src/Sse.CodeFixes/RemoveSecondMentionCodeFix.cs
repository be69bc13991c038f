using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.CodeFixes;

/// <summary>SSE0104: removes the second mention of an event in a hub's list.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveSecondMentionCodeFix)), Shared]
public sealed class RemoveSecondMentionCodeFix : ChangingCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SSE0104"];

    internal override async Task<IEnumerable<Choice>> FindChoicesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root) return [];
        // An argument and its expression have one span: the outer one goes, with its comma.
        var mention = root.FindNode(diagnostic.Location.SourceSpan);
        if (mention is not (AttributeArgumentSyntax or CollectionElementSyntax or ExpressionSyntax or AttributeSyntax)) return [];
        return mention.Parent is { } list ? [new Choice("Remove the second mention", nameof(RemoveSecondMentionCodeFix), [Remove(document, list, mention)])] : [];
    }

    private static Change Remove(Document document, SyntaxNode list, SyntaxNode mention)
    {
        if (list is AttributeListSyntax { Attributes.Count: 1 }) return new Change(document, list, nameof(Remove), editor => editor.RemoveNode(list, SyntaxRemoveOptions.KeepLeadingTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives));
        var place = list.ChildNodes().TakeWhile(item => item != mention).Count();
        return Change.Replace(document, list, $"{nameof(Remove)} {place.ToString("D6", CultureInfo.InvariantCulture)}", current => Without(current, place));
    }

    // What follows the last item, such as the space before a brace, follows the one before it then.
    private static SyntaxNode Without(SyntaxNode list, int place)
    {
        var items = list.ChildNodes().ToList();
        if (place == items.Count - 1 && place > 0)
            list = list.ReplaceNode(items[place - 1], items[place - 1].WithTrailingTrivia(items[place - 1].GetTrailingTrivia().AddRange(items[place].GetTrailingTrivia())));
        return list.RemoveNode(list.ChildNodes().ElementAt(place), SyntaxRemoveOptions.KeepUnbalancedDirectives)!;
    }
}
