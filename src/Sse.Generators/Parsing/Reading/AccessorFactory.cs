using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Makes the accessors of one object: ways to what generated code can't reach, or can't call as it is.</summary>
/// <param name="type">The object's type.</param>
/// <param name="function">The function that reads it, after which they are named.</param>
/// <param name="names">The names of the class that holds them.</param>
internal sealed class AccessorFactory(INamedTypeSymbol type, string function, NameTable names)
{
    private static readonly SymbolDisplayFormat WithConstraints = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints);

    /// <summary>The accessor of a constructor.</summary>
    public AccessorModel ForConstructor(IMethodSymbol constructor)
    {
        var parameters = constructor.OriginalDefinition.Parameters.Select((parameter, index) => $"{Identifiers.Qualified(parameter.Type)} argument{index}");
        return Create(constructor.ContainingType, "Create", target: null, $"{Identifiers.Qualified(constructor.ContainingType.OriginalDefinition)} {{0}}({string.Join(", ", parameters)})");
    }

    /// <summary>The accessor of a property's setter.</summary>
    public AccessorModel ForSetter(IPropertySymbol property)
    {
        var definition = property.OriginalDefinition;
        var target = $"{(type.IsValueType ? "ref " : "")}{Identifiers.Qualified(definition.ContainingType)}";
        return Create(property.ContainingType, "Set" + property.Name, definition.SetMethod!.MetadataName, $"void {{0}}({target} target, {Identifiers.Qualified(definition.Type)} value)");
    }

    // The runtime finds members of a generic type only from a class with the same type parameters.
    private AccessorModel Create(INamedTypeSymbol declaring, string name, string? target, string declaration)
    {
        var unique = names.Unique(function + name);
        var parameters = TypeParameters(declaring.OriginalDefinition).ToArray();
        if (parameters.Length is 0) return new AccessorModel(unique, Host: null, target, declaration.Replace("{0}", unique));
        var host = $"{unique}Host<{string.Join(", ", parameters.Select(parameter => Identifiers.Escape(parameter.Name)))}>{Constraints(declaring.OriginalDefinition)}";
        names.Take(unique + "Host");
        var arguments = string.Join(", ", TypeArguments(declaring).Select(Identifiers.Qualified));
        return new AccessorModel($"{unique}Host<{arguments}>.Call", host, target, declaration.Replace("{0}", "Call"));
    }

    private static IEnumerable<ITypeParameterSymbol> TypeParameters(INamedTypeSymbol definition) =>
        definition.ContainingType is { } outer ? TypeParameters(outer).Concat(definition.TypeParameters) : definition.TypeParameters;

    private static IEnumerable<ITypeSymbol> TypeArguments(INamedTypeSymbol constructed) =>
        constructed.ContainingType is { } outer ? TypeArguments(outer).Concat(constructed.TypeArguments) : constructed.TypeArguments;

    private static string Constraints(INamedTypeSymbol definition)
    {
        var outer = definition.ContainingType is { } containing ? Constraints(containing) : "";
        var text = definition.ToDisplayString(WithConstraints);
        return text.IndexOf(" where ", StringComparison.Ordinal) is var start and >= 0 ? outer + text.Substring(start) : outer;
    }
}
