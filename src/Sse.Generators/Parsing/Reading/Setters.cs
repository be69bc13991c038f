using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.Generators.Parsing;

/// <summary>What can be said of a member's setter.</summary>
internal static class Setters
{
    /// <summary>Whether setting it has no other effect than the value that it has afterwards, so that neither order nor repetition matter.</summary>
    public static bool IsPlain(ISymbol member) => member is IFieldSymbol
        || (member is IPropertySymbol { IsPartialDefinition: false, PartialDefinitionPart: null, DeclaringSyntaxReferences: [var declaration] } && declaration.GetSyntax() switch
        {
            ParameterSyntax => true,
            PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } => accessors.Any(accessor =>
                accessor.Kind() is SyntaxKind.SetAccessorDeclaration or SyntaxKind.InitAccessorDeclaration && accessor is { Body: null, ExpressionBody: null }),
            _ => false,
        });
}
