using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.CodeFixes;

/// <summary>The place of an event's name in the source.</summary>
internal static class EventNameSyntax
{
    private const string AttributeName = "Sse.SseEventAttribute";

    /// <summary>The [SseEvent] of a type, in whichever part and under whichever alias; null for a type of another assembly.</summary>
    public static AttributeSyntax? Find(INamedTypeSymbol type, CancellationToken cancellation) => type.GetAttributes()
        .FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName)?.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    /// <summary>The attribute with another name; what else it says stays.</summary>
    public static AttributeSyntax WithName(AttributeSyntax attribute, string name)
    {
        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        var arguments = attribute.ArgumentList?.Arguments ?? default;
        var written = arguments.FirstOrDefault(argument => argument.NameEquals is null);
        if (written is not null) return attribute.ReplaceNode(written.Expression, literal.WithTriviaFrom(written.Expression));
        var argument = SyntaxFactory.AttributeArgument(literal);
        if (attribute.ArgumentList is not { } list || arguments.Count is 0)
            return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(argument)).WithTriviaFrom((SyntaxNode?)attribute.ArgumentList ?? argument));
        // A new first argument stands where the old one did; what is set by name follows.
        var first = arguments[0];
        var moved = arguments.Replace(first, first.WithLeadingTrivia(SyntaxFactory.Space));
        return attribute.WithArgumentList(list.WithArguments(moved.Insert(0, argument.WithLeadingTrivia(first.GetLeadingTrivia()))));
    }
}
