using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The accessors of one event, each once. Writing and reading share them.</summary>
/// <param name="className">The name of the nested class that holds them.</param>
internal sealed class AccessorTable(string className)
{
    private static readonly SymbolDisplayFormat WithConstraints = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints);

    private readonly List<AccessorModel> _accessors = [];
    private readonly Dictionary<string, (string Name, string? Host)> _names = new(StringComparer.Ordinal);
    private readonly NameTable _taken = new(className);

    public AccessorsModel Model => new(className, new EquatableArray<AccessorModel>(_accessors));

    /// <summary>The accessor of a constructor.</summary>
    public AccessorModel ForConstructor(IMethodSymbol constructor)
    {
        var parameters = constructor.OriginalDefinition.Parameters.Select((parameter, index) => $"{Identifiers.Qualified(parameter.Type)} argument{index}");
        var type = Identifiers.Qualified(constructor.ContainingType.OriginalDefinition);
        return Find(constructor.ContainingType, AccessorKind.Constructor, "Create", "", $"{type} {{0}}({string.Join(", ", parameters)})");
    }

    /// <summary>The accessor of a property's getter.</summary>
    /// <param name="property">The property.</param>
    /// <param name="method">The getter's name.</param>
    public AccessorModel ForGetter(IPropertySymbol property, string method) =>
        Find(property.ContainingType, AccessorKind.Method, $"Get{property.Name}Of", method, $"{TypeOf(property.OriginalDefinition.Type)} {{0}}({Target(property)})");

    /// <summary>The accessor of a property's setter.</summary>
    /// <param name="property">The property.</param>
    /// <param name="method">The setter's name.</param>
    public AccessorModel ForSetter(IPropertySymbol property, string method) =>
        Find(property.ContainingType, AccessorKind.Method, $"Set{property.Name}Of", method, $"void {{0}}({Target(property)}, {TypeOf(property.OriginalDefinition.Type)} value)");

    /// <summary>The accessor of a field, which gives a reference to it.</summary>
    public AccessorModel ForField(IFieldSymbol field) =>
        Find(field.ContainingType, AccessorKind.Field, $"Field{field.Name}Of", field.Name, $"ref {TypeOf(field.OriginalDefinition.Type)} {{0}}({Target(field)})");

    private static string TypeOf(ITypeSymbol type) => Identifiers.Qualified(type);

    private static string Target(ISymbol member) => $"{(member.ContainingType.IsValueType ? "ref " : "")}{Identifiers.Qualified(member.OriginalDefinition.ContainingType)} target";

    // The runtime finds members of a generic type only from a class with the same type parameters.
    private AccessorModel Find(INamedTypeSymbol declaring, AccessorKind kind, string name, string target, string declaration)
    {
        var definition = declaring.OriginalDefinition;
        var parameters = TypeParameters(definition).ToArray();
        var key = $"{target} {declaration}";
        var isKnown = _names.TryGetValue(key, out var known);
        if (!isKnown)
        {
            var unique = _taken.Unique(name + definition.Name, "", "Host");
            var header = parameters.Length is 0 ? null : $"{unique}Host<{string.Join(", ", parameters.Select(parameter => Identifiers.Escape(parameter.Name)))}>{Constraints(definition)}";
            _names.Add(key, known = (unique, header));
        }
        var call = parameters.Length is 0 ? known.Name : $"{known.Name}Host<{string.Join(", ", TypeArguments(declaring).Select(Identifiers.Qualified))}>.Call";
        var model = new AccessorModel($"{className}.{call}", kind, known.Host, target, declaration.Replace("{0}", known.Host is null ? known.Name : "Call"), declaring.IsValueType);
        if (!isKnown) _accessors.Add(model);
        return model;
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
