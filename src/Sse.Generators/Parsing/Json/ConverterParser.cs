using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Generators.Parsing;

/// <summary>Which converters of System.Text.Json are called, and the expressions that make them.</summary>
internal sealed class ConverterParser(JsonScope scope)
{
    private const string Factory = "JsonConverterFactory";

    /// <summary>The serializer's own converter of an enum's names.</summary>
    public static JsonShape.Converted OfNames(ITypeSymbol type, JsonNaming naming) =>
        new($"new global::System.Text.Json.Serialization.JsonStringEnumConverter<{Identifiers.Qualified(type)}>({(naming is JsonNaming.AsDeclared ? "" : JsonSettings.NamingExpression(naming))})", HasNames: true);

    /// <summary>The converter that an attribute gives for a type, or why there is none.</summary>
    public JsonShape Find(AttributeData attribute, ITypeSymbol type)
    {
        if (!JsonAttributes.Is(attribute.AttributeClass, "JsonConverterAttribute")) return FindByAttribute(attribute, type);
        if (Attributes.Argument<INamedTypeSymbol>(attribute) is not { } converter) return new JsonShape.Unknown("its converter is not known: name its type");
        if (converter.TypeKind is TypeKind.Error) return new JsonShape.Unknown("its converter is not known: name its type", IsTold: true);
        if (FindFault(converter) is { } fault) return new JsonShape.Unknown($"its converter {converter.Name} {fault}");
        if (ConvertedType(converter) is { } converted ? !SymbolEqualityComparer.Default.Equals(converted, type) : !IsFactory(converter) || IsOfOtherEnum(converter, type))
            return new JsonShape.Unknown($"its converter {converter.Name} is not one of {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}: name one that is");
        return new JsonShape.Converted($"new {Identifiers.Qualified(converter)}()", IsFactory(converter) || OverridesNames(converter));
    }

    /// <summary>Whether an attribute's converter is made for exactly this type.</summary>
    public static bool IsFor(AttributeData attribute, ITypeSymbol type) =>
        Attributes.Argument<INamedTypeSymbol>(attribute) is { } converter && ConvertedType(converter) is { } converted && SymbolEqualityComparer.Default.Equals(converted, type);

    // An attribute of the author's that makes its converter itself. One that only names a type would need reflection.
    private JsonShape FindByAttribute(AttributeData attribute, ITypeSymbol type)
    {
        var attributeType = attribute.AttributeClass!;
        if (!Overrides(attributeType, "CreateConverter", "JsonConverterAttribute"))
            return new JsonShape.Unknown($"[{attributeType.Name}] names its converter where a compiler can't see it: override CreateConverter, or use [JsonConverter(typeof(…))]");
        if (FindNamingFault(attribute) is { } fault) return new JsonShape.Unknown(fault);
        var arguments = string.Join(", ", attribute.ConstructorArguments.Select(argument => argument.ToCSharpString()));
        var properties = string.Join(", ", attribute.NamedArguments.Select(argument => $"{argument.Key} = {argument.Value.ToCSharpString()}"));
        var initializer = properties.Length is 0 ? "" : $" {{ {properties} }}";
        return new JsonShape.Converted($"new {Identifiers.Qualified(attributeType)}({arguments}){initializer}.CreateConverter(typeof({Identifiers.Qualified(type)}))!", HasNames: true);
    }

    private string? FindFault(INamedTypeSymbol converter)
    {
        if (converter.IsUnboundGenericType) return "is generic without its arguments: name one that it makes";
        if (converter.IsAbstract) return "is abstract: name one that derives from it";
        if (!scope.CanReach(converter)) return "is not accessible from the event: make it internal or public";
        if (scope.FindForbidden(converter) is not null) return "is obsolete as an error, and may not be used: use another";
        if (TypeNames.FindFault(converter, scope.Compilation) is { } fault) return $"can't be named: {fault}";
        if (converter.InstanceConstructors.FirstOrDefault(constructor => constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public }) is not { } constructor)
            return "has no public constructor without parameters: give it one";
        if (scope.IsForbidden(constructor)) return "has a constructor that is obsolete as an error, and may not be used: use another converter";
        if (FindRequired(converter, constructor) is { } required) return $"requires {required.Name} to be set, which nothing does for a converter: make it optional";
        scope.Warnings.Add(converter);
        scope.Warnings.Add(constructor);
        return null;
    }

    private static ISymbol? FindRequired(INamedTypeSymbol converter, IMethodSymbol constructor)
    {
        if (constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "SetsRequiredMembersAttribute")) return null;
        for (var type = converter; type is not null; type = type.BaseType)
            if (type.GetMembers().FirstOrDefault(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }) is { } required) return required;
        return null;
    }

    // Generated code repeats the attribute: its type, its constructor, and the types among its arguments.
    private string? FindNamingFault(AttributeData attribute)
    {
        var type = attribute.AttributeClass!;
        if (scope.FindFault(type) is { } fault) return $"its converter's attribute: {fault}";
        if (attribute.AttributeConstructor is not { } constructor || !scope.CanReach(constructor)) return $"[{type.Name}] has no constructor that is accessible from the event";
        var set = attribute.NamedArguments.Select(argument => type.GetMembers(argument.Key).FirstOrDefault()).OfType<ISymbol>();
        foreach (var named in set.Prepend(constructor))
        {
            if (scope.IsForbidden(named)) return $"[{type.Name}] uses {named.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}, which is obsolete as an error, and may not be used";
            scope.Warnings.Add(named);
        }
        scope.Warnings.Add(type);
        return attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.Value)).SelectMany(TypesOf)
            .Select(scope.FindFault).FirstOrDefault(found => found is not null) is { } hidden ? $"[{type.Name}]: {hidden}" : null;
    }

    private static IEnumerable<ITypeSymbol> TypesOf(TypedConstant constant) => constant switch
    {
        { IsNull: true } => [],
        { Kind: TypedConstantKind.Array } => constant.Values.SelectMany(TypesOf),
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => [type],
        { Kind: TypedConstantKind.Enum, Type: { } type } => [type],
        _ => [],
    };

    private static ITypeSymbol? ConvertedType(INamedTypeSymbol converter)
    {
        for (var type = converter; type is not null; type = type.BaseType)
            if (JsonAttributes.Is(type, "JsonConverter`1")) return type.TypeArguments[0];
        return null;
    }

    private static bool IsFactory(INamedTypeSymbol converter)
    {
        for (var type = converter; type is not null; type = type.BaseType)
            if (JsonAttributes.Is(type, Factory)) return true;
        return false;
    }

    // The serializer's own factories tell what they are for.
    private static bool IsOfOtherEnum(INamedTypeSymbol converter, ITypeSymbol type)
    {
        for (var current = converter; current is not null; current = current.BaseType)
        {
            if (JsonAttributes.Is(current, "JsonStringEnumConverter")) return type.TypeKind is not TypeKind.Enum;
            if (JsonAttributes.Is(current, "JsonStringEnumConverter`1") || JsonAttributes.Is(current, "JsonNumberEnumConverter`1")) return !SymbolEqualityComparer.Default.Equals(current.TypeArguments[0], type);
        }
        return false;
    }

    private static bool OverridesNames(INamedTypeSymbol converter) =>
        Overrides(converter, "WriteAsPropertyName", "JsonConverter`1") && Overrides(converter, "ReadAsPropertyName", "JsonConverter`1");

    private static bool Overrides(INamedTypeSymbol type, string method, string root)
    {
        for (var current = type; current is not null && !JsonAttributes.Is(current, root); current = current.BaseType)
            if (current.GetMembers(method).Any(member => member.IsOverride)) return true;
        return false;
    }
}
