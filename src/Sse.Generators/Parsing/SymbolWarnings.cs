using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>
/// The warnings that naming symbols brings along. Their author has taken note of them where the symbols are used first,
/// and can't in a generated file.
/// </summary>
internal sealed class SymbolWarnings
{
    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);

    public EquatableArray<string> All => new(_ids);

    /// <summary>Adds those of a symbol, of what contains it and of what its type is made from.</summary>
    public void Add(ISymbol symbol)
    {
        if (symbol is IArrayTypeSymbol array) Add(array.ElementType);
        if (symbol is INamedTypeSymbol { TypeArguments: var arguments })
            foreach (var argument in arguments) Add(argument);
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingType)
            foreach (var attribute in current.GetAttributes()) Add(attribute);
        if (symbol.ContainingModule is { } module)
            foreach (var attribute in module.GetAttributes().Concat(module.ContainingAssembly.GetAttributes()).Where(IsExperimental)) Add(attribute);
    }

    private void Add(AttributeData attribute)
    {
        var id = attribute.AttributeClass switch
        {
            { Name: "ObsoleteAttribute" } => Attributes.Property<string>(attribute, "DiagnosticId"),
            { Name: "ExperimentalAttribute" } => Attributes.Argument<string>(attribute),
            { Name: "RequiresPreviewFeaturesAttribute" } => "CA2252",
            _ => null,
        };
        if (id is not null && SyntaxFacts.IsValidIdentifier(id)) _ids.Add(id);
    }

    private static bool IsExperimental(AttributeData attribute) => attribute.AttributeClass?.Name is "ExperimentalAttribute";
}
