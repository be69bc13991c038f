using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Sse.CodeFixes;

/// <summary>Puts attributes on declarations.</summary>
internal static class AttributeSyntaxes
{
    /// <summary>The declaration of a member: of a positional one, its parameter; null where an attribute would be for several.</summary>
    public static SyntaxNode? FindMember(SyntaxNode root, Location place) =>
        root.FindNode(place.SourceSpan).AncestorsAndSelf().FirstOrDefault(node => node is MemberDeclarationSyntax or ParameterSyntax) switch
        {
            FieldDeclarationSyntax { Declaration.Variables.Count: > 1 } => null,
            var member => member,
        };

    /// <summary>A member with one more attribute, before those that it has.</summary>
    /// <param name="member">A member, or the parameter that declares one.</param>
    /// <param name="attribute">The attribute, fully named.</param>
    public static SyntaxNode WithAttribute(SyntaxNode member, string attribute)
    {
        var isParameter = member is ParameterSyntax;
        var list = Parse($"[{(isParameter ? "property: " : "")}{attribute}]").WithLeadingTrivia(member.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space);
        var rest = member.WithLeadingTrivia();
        return rest switch
        {
            ParameterSyntax parameter => parameter.WithAttributeLists(parameter.AttributeLists.Insert(0, list)),
            MemberDeclarationSyntax declaration => declaration.WithAttributeLists(declaration.AttributeLists.Insert(0, list)),
            _ => member,
        };
    }

    /// <summary>A type with one more attribute, on a line of its own.</summary>
    public static MemberDeclarationSyntax WithAttributeLine(MemberDeclarationSyntax type, string attribute)
    {
        var leading = type.GetLeadingTrivia();
        var indentation = leading.Count > 0 && leading[leading.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(leading[leading.Count - 1]) : default;
        var isCarriageReturn = type.SyntaxTree is not null && type.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is "\r\n";
        var list = Parse($"[{attribute}]").WithLeadingTrivia(leading).WithTrailingTrivia(isCarriageReturn ? SyntaxFactory.CarriageReturnLineFeed : SyntaxFactory.LineFeed);
        var rest = type.WithLeadingTrivia(indentation);
        return rest.WithAttributeLists(rest.AttributeLists.Insert(0, list));
    }

    // Parsed with a declaration around it, and shortened by the usings of the file that it comes to stand in.
    private static AttributeListSyntax Parse(string list)
    {
        var parsed = ((TypeDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"{list} class C;")!).AttributeLists[0];
        return parsed.ReplaceNodes(parsed.DescendantNodes().OfType<NameSyntax>().Where(name => name.Parent is not NameSyntax && name is not IdentifierNameSyntax), static (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation));
    }
}
