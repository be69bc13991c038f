using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.CodeFixes;

/// <summary>SSE0006, SSE0008, SSE0009, SSE0012: leaves the member that is at fault out of JSON, in whichever type it is declared.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IgnoreMemberCodeFix)), Shared]
public sealed class IgnoreMemberCodeFix : ChangingCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SSE0006", "SSE0008", "SSE0009", "SSE0012"];

    internal override async Task<IEnumerable<Choice>> FindChoicesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await Culprit.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } culprit || IsRequired(culprit.Node)) return [];
        var change = Change.Replace(culprit.Document, culprit.Node, nameof(IgnoreMemberCodeFix), static current =>
            AttributeSyntaxes.WithAttribute(current, "global::System.Text.Json.Serialization.JsonIgnore"));
        return [new Choice($"Leave {culprit.Symbol.Name} out with [JsonIgnore]", nameof(IgnoreMemberCodeFix), [change])];
    }

    // System.Text.Json refuses a type with a required member that it may not set.
    private static bool IsRequired(SyntaxNode member) => member is MemberDeclarationSyntax { Modifiers: var modifiers } && modifiers.Any(SyntaxKind.RequiredKeyword);
}
