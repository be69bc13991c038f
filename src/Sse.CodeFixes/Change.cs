using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace Sse.CodeFixes;

/// <summary>One step of a code fix: what becomes of one node.</summary>
/// <param name="Document">The file.</param>
/// <param name="Node">The node, as it is before anything is changed.</param>
/// <param name="Key">What is done: the same to the same node is done once, however many diagnostics ask for it.</param>
/// <param name="Apply">Does it. Nodes inside may have been changed before.</param>
internal sealed record Change(Document Document, SyntaxNode Node, string Key, Action<SyntaxEditor> Apply)
{
    /// <summary>A change that makes another node of one.</summary>
    public static Change Replace(Document document, SyntaxNode node, string key, Func<SyntaxNode, SyntaxNode> replace) =>
        new(document, node, key, editor => editor.ReplaceNode(node, (current, _) => replace(current)));
}
