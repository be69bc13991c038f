using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Which members System.Text.Json requires, and whether it can set a member at all.</summary>
internal static class RequiredMembers
{
    /// <summary>Whether System.Text.Json sets the member at all.</summary>
    public static bool CanSet(JsonMember member)
    {
        if (member.Symbol is IFieldSymbol field) return !field.IsReadOnly && !field.IsConst;
        var property = (IPropertySymbol)member.Symbol;
        var isVisible = property.SetMethod?.DeclaredAccessibility is Accessibility.Public || (JsonAttributes.Has(property, "JsonIncludeAttribute") && MetadataParts.FindSetter(property) is not null);
        // A collection that it can't get it doesn't set either, unless an attribute says when to ignore it.
        return isVisible && (member.IsReadable || member.Ignore is not null || JsonAttributes.FindConverter(member.Symbol) is not null || !CollectionShapes.IsCollectionValue(member.Type));
    }

    /// <summary>Whether JSON without the member is refused.</summary>
    public static bool IsRequired(JsonMember member, INamedTypeSymbol type) =>
        JsonAttributes.Has(member.Symbol, "JsonRequiredAttribute")
        || (member.Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }
            && JsonConstructors.Find(type)?.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "SetsRequiredMembersAttribute") is not true);

    /// <summary>Why the serializer refuses the whole type, to write it too; or null.</summary>
    public static string? FindFault(JsonMember member, INamedTypeSymbol type) =>
        IsRequired(member, type) && (member.IsIgnored || member.Ignore is IgnoreCondition.WhenReading || !(JsonConstructors.Takes(type, member) || CanSet(member)))
            ? "it is required, and JSON can't set it, for which System.Text.Json refuses the whole type: give it a setter, or don't require it"
            : null;
}
