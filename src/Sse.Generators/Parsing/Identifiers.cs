using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Generators.Parsing;

/// <summary>How symbols are named in generated code.</summary>
internal static class Identifiers
{
    private static readonly SymbolDisplayFormat QualifiedFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat NamespaceFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat PlainFormat = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>A namespace, or a type with what contains it, as people name it.</summary>
    public static string Plain(ISymbol symbol) => symbol.ToDisplayString(PlainFormat);

    /// <summary>With <c>global::</c>, type arguments and nullable annotations.</summary>
    public static string Qualified(ITypeSymbol type) => type.ToDisplayString(QualifiedFormat);

    /// <summary>The namespace as a declaration writes it, or null for the global one.</summary>
    public static string? Namespace(ISymbol symbol) => symbol.ContainingNamespace is { IsGlobalNamespace: false } ns
        ? ns.ToDisplayString(NamespaceFormat)
        : null;

    /// <summary>A name that is a keyword somewhere gets its <c>@</c>.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) is SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) is SyntaxKind.None
            ? name
            : "@" + name;
}
