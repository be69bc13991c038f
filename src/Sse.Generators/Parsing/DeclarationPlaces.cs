using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.Generators.Parsing;

/// <summary>Where a declaration's parts stand in the author's source.</summary>
internal sealed class DeclarationPlaces(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
{
    /// <summary>The type's name, in the part that has the attribute.</summary>
    public Location Type => Syntax?.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.GetLocation() ?? Find(type) ?? type.Locations[0];

    /// <summary>The attribute's first argument.</summary>
    public Location FirstArgument => Arguments is [var first, ..] ? first.Expression.GetLocation() : Type;

    private SyntaxNode? Syntax => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);

    private SeparatedSyntaxList<AttributeArgumentSyntax> Arguments => (Syntax as AttributeSyntax)?.ArgumentList?.Arguments ?? [];

    /// <summary>One of the attribute's properties.</summary>
    public Location Argument(string name) =>
        Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == name)?.Expression.GetLocation() ?? Type;

    /// <summary>A member. What is inherited from another assembly has no place of its own in this one.</summary>
    public Location Of(ISymbol symbol) => Find(symbol) ?? Type;

    /// <summary>A member in the source of this assembly; null for others.</summary>
    public Location? Find(ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree));

    /// <summary>A type's name in a file that its author wrote, rather than a tool.</summary>
    public static Location OfAuthor(INamedTypeSymbol type) =>
        type.Locations.FirstOrDefault(location => location.SourceTree is { } tree && !tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && !GeneratedParts.IsOne(tree)) ?? type.Locations[0];

}
