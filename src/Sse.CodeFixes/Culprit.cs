using Microsoft.CodeAnalysis;

namespace Sse.CodeFixes;

/// <summary>The member that is at fault: a diagnostic may be told far from it.</summary>
/// <param name="Document">Its file.</param>
/// <param name="Node">Its declaration.</param>
/// <param name="Symbol">What it declares.</param>
internal sealed record Culprit(Document Document, SyntaxNode Node, ISymbol Symbol)
{
    /// <summary>The member that a diagnostic brings along; null where it is in no file of the solution.</summary>
    public static async Task<Culprit?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (diagnostic.AdditionalLocations is not [{ SourceTree: { } tree } place, ..]) return null;
        if (document.Project.Solution.GetDocument(tree) is not { } declaring) return null;
        if (await declaring.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        if (AttributeSyntaxes.FindMember(await tree.GetRootAsync(cancellation).ConfigureAwait(false), place) is not { } node) return null;
        var declared = node.DescendantNodesAndSelf().Select(part => model.GetDeclaredSymbol(part, cancellation)).FirstOrDefault(symbol => symbol is not null);
        return declared is null ? null : new Culprit(declaring, node, declared);
    }

    /// <summary>The type of what the member holds: of a <c>T?</c> the <c>T</c>.</summary>
    public ITypeSymbol? Type => Symbol switch
    {
        IPropertySymbol property => Held(property.Type),
        IFieldSymbol variable => Held(variable.Type),
        IParameterSymbol parameter => Held(parameter.Type),
        _ => null,
    };

    private static ITypeSymbol Held(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } ? underlying : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
}
