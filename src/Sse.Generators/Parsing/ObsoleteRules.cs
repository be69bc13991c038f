using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Generators.Parsing;

/// <summary>Symbols that generated code may not name, because the compiler would turn the use into an error that can't be suppressed.</summary>
internal static class ObsoleteRules
{
    /// <summary>Whether a symbol, or what contains it, may not be named in a part of a type. What is obsolete itself may name what is.</summary>
    public static bool IsForbidden(ISymbol symbol, INamedTypeSymbol from) =>
        SelfAndContainers(symbol).Any(part => part.GetAttributes().Any(IsForbidding))
        && !SelfAndContainers(from).Any(part => part.GetAttributes().Any(IsObsolete));

    /// <summary>Whether a symbol has [Obsolete] itself.</summary>
    public static bool IsObsolete(ISymbol symbol) => symbol.GetAttributes().Any(IsObsolete);

    private static IEnumerable<ISymbol> SelfAndContainers(ISymbol symbol)
    {
        for (var current = symbol; current is not null; current = current.ContainingType) yield return current;
    }

    private static bool IsForbidding(AttributeData attribute) => attribute.AttributeClass switch
    {
        _ when IsObsolete(attribute) => attribute.ConstructorArguments is [_, { Value: true }] || Attributes.Property<string>(attribute, "DiagnosticId") is { } id && !SyntaxFacts.IsValidIdentifier(id),
        { Name: "ExperimentalAttribute", ContainingNamespace.Name: "CodeAnalysis" } => Attributes.Argument<string>(attribute) is not { } id || !SyntaxFacts.IsValidIdentifier(id),
        _ => false,
    };

    private static bool IsObsolete(AttributeData attribute) =>
        attribute.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
