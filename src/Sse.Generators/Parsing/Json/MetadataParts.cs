using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>
/// What a type of another assembly has beyond what the compiler shows of it. System.Text.Json finds private members with
/// [JsonInclude] by reflection; to the compiler they don't exist.
/// </summary>
internal static class MetadataParts
{
    private const string Serialization = "System.Text.Json.Serialization";

    /// <summary>The name of a property's getter, a private one of another assembly included; null where there is none.</summary>
    public static string? FindGetter(IPropertySymbol property) =>
        property.OriginalDefinition.GetMethod?.MetadataName ?? Find(property.OriginalDefinition, "get_", property.SetMethod, accessors => accessors.Getter);

    /// <summary>The name of a property's setter, a private one of another assembly included; null where there is none.</summary>
    public static string? FindSetter(IPropertySymbol property) =>
        property.OriginalDefinition.SetMethod?.MetadataName ?? Find(property.OriginalDefinition, "set_", property.GetMethod, accessors => accessors.Setter);

    /// <summary>Why a type can't be known: a member of it, or of its bases, with [JsonInclude] that the compiler doesn't show; or null.</summary>
    public static string? FindFault(ITypeSymbol type)
    {
        for (var current = type as INamedTypeSymbol; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            if (FindHiddenMember(current) is { } member) return Describe(current, member);
        return null;
    }

    private static string? FindHiddenMember(INamedTypeSymbol type)
    {
        if (ReaderOf(type) is not { } reader) return null;
        var definition = reader.GetTypeDefinition((TypeDefinitionHandle)MetadataTokens.EntityHandle(type.OriginalDefinition.MetadataToken));
        var fields = definition.GetFields().Select(reader.GetFieldDefinition).Where(field => IsIncluded(reader, field.GetCustomAttributes())).Select(field => field.Name);
        var properties = definition.GetProperties().Select(reader.GetPropertyDefinition).Where(property => IsIncluded(reader, property.GetCustomAttributes())).Select(property => property.Name);
        return fields.Concat(properties).Select(reader.GetString).FirstOrDefault(name => type.GetMembers(name).IsEmpty);
    }

    /// <summary>What is said of such a member.</summary>
    public static string Describe(INamedTypeSymbol type, string member) =>
        $"{type.Name}.{member} has [JsonInclude] and is private in {type.ContainingAssembly.Name}, where generated code can't see its type: make it public there, or put a converter on {type.Name} or on the member that holds it with [JsonConverter(typeof(...))]";

    /// <summary>Whether a type has a constructor with [JsonConstructor] that the compiler doesn't show.</summary>
    public static bool HasHiddenConstructor(INamedTypeSymbol type)
    {
        if (ReaderOf(type) is not { } reader) return false;
        var definition = reader.GetTypeDefinition((TypeDefinitionHandle)MetadataTokens.EntityHandle(type.OriginalDefinition.MetadataToken));
        return definition.GetMethods().Select(reader.GetMethodDefinition).Any(method => Has(reader, method.GetCustomAttributes(), "JsonConstructorAttribute"))
            && !type.InstanceConstructors.Any(constructor => JsonAttributes.Has(constructor, "JsonConstructorAttribute"));
    }

    private static string? Find(IPropertySymbol property, string prefix, IMethodSymbol? shown, Func<PropertyAccessors, MethodDefinitionHandle> accessor)
    {
        if (ReaderOf(property.ContainingType) is not { } reader) return null;
        var found = accessor(reader.GetPropertyDefinition((PropertyDefinitionHandle)MetadataTokens.EntityHandle(property.MetadataToken)).GetAccessors());
        if (!found.IsNil) return reader.GetString(reader.GetMethodDefinition(found).Name);
        // A reference assembly has no private methods. That [JsonInclude] stands there says that there is one.
        return IsReferenceAssembly(property) && IsGenerated(shown) && JsonAttributes.Has(property, "JsonIncludeAttribute") ? prefix + property.MetadataName : null;
    }

    private static bool IsReferenceAssembly(ISymbol symbol) => symbol.ContainingAssembly.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "ReferenceAssemblyAttribute");

    private static bool IsGenerated(IMethodSymbol? accessor) => accessor?.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "CompilerGeneratedAttribute") is true;

    private static MetadataReader? ReaderOf(INamedTypeSymbol type) => type.ContainingModule?.GetMetadata()?.GetMetadataReader();

    private static bool IsIncluded(MetadataReader reader, CustomAttributeHandleCollection attributes) =>
        Has(reader, attributes, "JsonIncludeAttribute") && !attributes.Any(attribute => IsNamed(reader, attribute, "JsonIgnoreAttribute") && IsAlways(reader, attribute));

    private static bool Has(MetadataReader reader, CustomAttributeHandleCollection attributes, string name) => attributes.Any(attribute => IsNamed(reader, attribute, name));

    private static bool IsNamed(MetadataReader reader, CustomAttributeHandle attribute, string name) =>
        reader.GetCustomAttribute(attribute).Constructor is { Kind: HandleKind.MemberReference } constructor
        && reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } parent
        && reader.GetTypeReference((TypeReferenceHandle)parent) is var type
        && reader.StringComparer.Equals(type.Name, name) && reader.StringComparer.Equals(type.Namespace, Serialization);

    // [JsonIgnore] has one property, an enum of four bytes, which stands last.
    private static bool IsAlways(MetadataReader reader, CustomAttributeHandle attribute)
    {
        var value = reader.GetBlobBytes(reader.GetCustomAttribute(attribute).Value);
        return value.Length < 8 || value[value.Length - 4] is (byte)IgnoreCondition.Always;
    }
}
