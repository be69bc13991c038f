using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Reads attributes and what they were given.</summary>
internal static class Attributes
{
    /// <summary>The attribute of a type, given by its full name.</summary>
    public static AttributeData? Find(ISymbol symbol, string fullName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => Is(attribute.AttributeClass, fullName));

    /// <summary>Whether a type has the full name. Most have another one already without their namespace, which costs nothing to see.</summary>
    public static bool Is(INamedTypeSymbol? type, string fullName) =>
        type is not null && fullName.EndsWith(type.Name, StringComparison.Ordinal) && type.ToDisplayString() == fullName;

    /// <summary>The only argument of an attribute, when it is a constant.</summary>
    public static T? Argument<T>(AttributeData? attribute) =>
        attribute is { ConstructorArguments: [{ Kind: not TypedConstantKind.Array, Value: T value }] } ? value : default;

    /// <summary>What one of an attribute's properties was set to.</summary>
    public static T? Property<T>(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: not TypedConstantKind.Array, Value: T value } ? value : default;
}
