using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>What [JsonPolymorphic] and [JsonDerivedType] say of a type.</summary>
/// <param name="Type">The base type.</param>
/// <param name="Discriminator">The name of the discriminator in JSON.</param>
/// <param name="Derived">The listed types, each with its discriminator: text, a number, or null.</param>
/// <param name="Unknown">What becomes of other types.</param>
/// <param name="IgnoresUnknown">Whether an unknown discriminator is read as the base type.</param>
internal sealed record Polymorphism(
    INamedTypeSymbol Type, string Discriminator, ImmutableArray<(INamedTypeSymbol Type, object? Value)> Derived, UnknownDerived Unknown, bool IgnoresUnknown)
{
    /// <summary>Whether JSON tells the types apart.</summary>
    public bool HasDiscriminators => Derived.Any(derived => derived.Value is not null);

    /// <summary>Whether a type stands for others.</summary>
    public static bool Is(ITypeSymbol type) => JsonAttributes.Has(type, "JsonPolymorphicAttribute") || JsonAttributes.Has(type, "JsonDerivedTypeAttribute");

    public static Polymorphism Of(INamedTypeSymbol type)
    {
        var attribute = JsonAttributes.Find(type, "JsonPolymorphicAttribute");
        var derived = type.GetAttributes().Where(listed => JsonAttributes.Is(listed.AttributeClass, "JsonDerivedTypeAttribute"))
            .Select(listed => (Type: listed.ConstructorArguments.FirstOrDefault().Value as INamedTypeSymbol, Value: listed.ConstructorArguments.Length > 1 ? listed.ConstructorArguments[1].Value : null));
        return new Polymorphism(
            type,
            (attribute is null ? null : Attributes.Property<string>(attribute, "TypeDiscriminatorPropertyName")) ?? "$type",
            [.. derived.Where(listed => listed.Type is not null).Select(listed => (listed.Type!, listed.Value))],
            (UnknownDerived)(attribute is null ? 0 : Attributes.Property<int>(attribute, "UnknownDerivedTypeHandling")),
            attribute is not null && Attributes.Property<bool>(attribute, "IgnoreUnrecognizedTypeDiscriminators"));
    }

    /// <summary>The discriminator of a derived type as its object begins, without the comma; null where it has none.</summary>
    public string? Literal(object? value, bool isRelaxed) => value switch
    {
        null => null,
        string text => $"\"{JsonNames.Escape(Discriminator, isRelaxed)}\":\"{JsonNames.Escape(text, isRelaxed)}\"",
        _ => $"\"{JsonNames.Escape(Discriminator, isRelaxed)}\":{Convert.ToString(value, CultureInfo.InvariantCulture)}",
    };

    /// <summary>Why System.Text.Json refuses the declaration, or generated code can't follow it, or null.</summary>
    public string? FindFault(JsonScope scope)
    {
        var name = Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (Type.IsSealed || Type.IsValueType) return $"{name} is sealed, and can't stand for other types: leave its attributes out";
        if (Derived.IsEmpty) return $"{name} lists no [JsonDerivedType]: add one";
        if (Unknown is UnknownDerived.AsNearest && (Type.TypeKind is TypeKind.Interface || Derived.Any(derived => derived.Type.TypeKind is TypeKind.Interface)))
            return $"the nearest ancestor of what implements {name} is not always one type: use another UnknownDerivedTypeHandling";
        if (Discriminator is "$id" or "$ref" or "$values") return $"{Discriminator} can't be the discriminator of {name}: name another";
        var faults = Derived.Select(listed => (Name: listed.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), Fault: FindFault(listed.Type, listed.Value, scope)))
            .Where(listed => listed.Fault is not null).Select(listed => $"{listed.Name}, which {name} lists, {listed.Fault}").ToArray();
        return faults.Length is 0 ? null : string.Join("; ", faults);
    }

    private string? FindFault(INamedTypeSymbol derived, object? value, JsonScope scope)
    {
        if (derived.IsUnboundGenericType || !scope.Compilation.ClassifyCommonConversion(derived, Type).IsImplicit) return "doesn't derive from it: remove it";
        if (derived.IsAbstract && Unknown is not UnknownDerived.AsNearest) return "is abstract: list the types that derive from it";
        if (Derived.Count(other => SymbolEqualityComparer.Default.Equals(other.Type, derived)) > 1) return "is listed twice: remove one";
        if (value is not null && Derived.Count(other => Equals(other.Value, value)) > 1) return "has the discriminator of another: give it its own";
        if (!scope.CanReach(derived)) return "is not accessible from the event: make it internal or public";
        if (JsonAttributes.FindConverter(derived) is not null || CollectionShapes.IsCollection(derived)) return "is no object of its members: hold it in a record";
        if (ObjectRules.FindFault(derived) is { } fault) return $"can't be written: {fault}";
        return value is not null && JsonMemberCollector.Collect(derived, scope.Settings).Members.FirstOrDefault(member => !member.IsIgnored && member.JsonName == Discriminator) is { } member
            ? $"has the member {member.Symbol.Name} with the name of the discriminator: give it another with [JsonPropertyName]"
            : null;
    }
}
