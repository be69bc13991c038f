using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.Generators.Parsing;

/// <summary>
/// The documentation comments of symbols as plain text. They are read from the source: without a documentation file the
/// compiler takes them for comments like any other, and no symbol has them.
/// </summary>
internal sealed class DocComments(Compilation compilation, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxNode, XElement?> _comments = [];

    /// <summary>What a symbol's summary says, or the record's comment of the parameter that it comes from; null for none, and for what another assembly declares.</summary>
    public string? Find(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (!compilation.ContainsSyntaxTree(reference.SyntaxTree) || IsGenerated(reference.SyntaxTree)) continue;
            var node = reference.GetSyntax(cancellation);
            var element = node switch
            {
                ParameterSyntax { Parent.Parent: { } declaration } => Read(declaration)?.Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")?.Value == symbol.Name),
                VariableDeclaratorSyntax { Parent.Parent: { } field } => Read(field)?.Element("summary"),
                _ => Read(node)?.Element("summary"),
            };
            if (element is not null && DocText.Of(element) is { Length: > 0 } text) return text;
        }
        return null;
    }

    /// <summary>A schema with what its symbol's comment says, and whether it is obsolete.</summary>
    public Schema Describe(Schema schema, ISymbol symbol) =>
        schema.With("description", JsonText.QuoteOrNull(Find(symbol))).With("deprecated", JsonText.TrueOrNull(ObsoleteRules.IsObsolete(symbol)));

    // Other generators' files are seen by the analyzer only, and nothing is to be told twice for a comment.
    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);

    private XElement? Read(SyntaxNode declaration)
    {
        if (!_comments.TryGetValue(declaration, out var comment)) _comments.Add(declaration, comment = Parse(Text(declaration.GetLeadingTrivia())));
        return comment;
    }

    private static XElement? Parse(string xml)
    {
        if (xml.Length is 0) return null;
        try { return XElement.Parse($"<doc>{xml}</doc>", LoadOptions.PreserveWhitespace); }
        catch (XmlException) { return null; }
    }

    private static string Text(SyntaxTriviaList trivia)
    {
        var text = new StringBuilder();
        foreach (var comment in trivia)
        {
            if (comment.Kind() is not (SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.SingleLineCommentTrivia
                or SyntaxKind.MultiLineDocumentationCommentTrivia or SyntaxKind.MultiLineCommentTrivia)) continue;
            var source = comment.ToFullString();
            if (source.StartsWith("/**", StringComparison.Ordinal)) source = source.Substring(3, Math.Max(0, source.TrimEnd().Length - 5));
            else if (!source.StartsWith("///", StringComparison.Ordinal) || source.StartsWith("////", StringComparison.Ordinal)) continue;
            foreach (var line in source.Split('\n')) text.Append(Bare(line)).Append('\n');
        }
        return text.ToString();
    }

    private static string Bare(string line)
    {
        var start = line.TrimStart();
        return start.StartsWith("///", StringComparison.Ordinal) ? start.Substring(3) : start.TrimStart('*');
    }
}
