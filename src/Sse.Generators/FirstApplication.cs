using Microsoft.CodeAnalysis;

namespace Sse.Generators;

/// <summary>An attribute that stands twice is the compiler's error; only one part is generated.</summary>
internal static class FirstApplication
{
    public static bool IsAt(GeneratorAttributeSyntaxContext context)
    {
        var first = context.TargetSymbol.GetAttributes()
            .First(other => SymbolEqualityComparer.Default.Equals(other.AttributeClass, context.Attributes[0].AttributeClass)).ApplicationSyntaxReference;
        return first is not null && first.SyntaxTree == context.TargetNode.SyntaxTree && context.TargetNode.Span.Contains(first.Span);
    }
}
