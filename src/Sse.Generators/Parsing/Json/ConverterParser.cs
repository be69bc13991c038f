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
        if (Attributes.Argument<INamedTypeSymbol>(attribute) is not { } converter) return new JsonShape.Unknown("its converter is not known");
        if (converter.TypeKind is TypeKind.Error) return new JsonShape.Unknown("its converter is not known", IsTold: true);
        if (FindFault(converter) is { } fault) return new JsonShape.Unknown($"its converter {converter.Name} {fault}");
        if (ConvertedType(converter) is { } converted ? !SymbolEqualityComparer.Default.Equals(converted, type) : !IsFactory(converter) || IsOfOtherEnum(converter, type))
            return new JsonShape.Unknown($"its converter {converter.Name} is not one of {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}");
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
        if (!scope.CanReach(attributeType) || attribute.AttributeConstructor is null) return new JsonShape.Unknown($"[{attributeType.Name}] is not accessible from the event");
        var arguments = string.Join(", ", attribute.ConstructorArguments.Select(argument => argument.ToCSharpString()));
        var properties = string.Join(", ", attribute.NamedArguments.Select(argument => $"{argument.Key} = {argument.Value.ToCSharpString()}"));
        var initializer = properties.Length is 0 ? "" : $" {{ {properties} }}";
        return new JsonShape.Converted($"new {Identifiers.Qualified(attributeType)}({arguments}){initializer}.CreateConverter(typeof({Identifiers.Qualified(type)}))!", HasNames: true);
    }

    private string? FindFault(INamedTypeSymbol converter)
    {
        if (converter.IsUnboundGenericType) return "is generic without its arguments";
        if (converter.IsAbstract) return "is abstract";
        if (!scope.CanReach(converter)) return "is not accessible from the event";
        if (scope.FindForbidden(converter) is not null) return "is obsolete as an error, and may not be used";
        if (TypeNames.FindFault(converter, scope.Compilation) is { } fault) return $"can't be named: {fault}";
        scope.Warnings.Add(converter);
        return converter.InstanceConstructors.Any(constructor => constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public })
            ? null
            : "has no public constructor without parameters";
    }

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
