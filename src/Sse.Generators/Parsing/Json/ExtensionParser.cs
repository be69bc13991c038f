using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>[JsonExtensionData]: a dictionary for the members that an object's type doesn't know.</summary>
internal static class ExtensionParser
{
    public static bool IsExtension(ISymbol member) => JsonAttributes.Has(member, "JsonExtensionDataAttribute");

    /// <summary>Why System.Text.Json, or generated code, doesn't take the member for that, or null.</summary>
    public static string? FindFault(JsonMember member, INamedTypeSymbol type, JsonSettings settings)
    {
        if (JsonAttributes.FindConverter(member.Symbol) is not null) return "a converter can't write extension data among other members: leave the converter out";
        if (member.Type is { MetadataName: "JsonObject" }) return "System.Text.Json writes extension data of type JsonObject as malformed JSON: use Dictionary<string, JsonElement>, which holds the same";
        if (FindValue(member.Type) is null) return "it is no dictionary that extension data could be: use one of string and object, or of string and JsonElement";
        if (JsonMemberCollector.Collect(type, settings).Members.Count(other => IsExtension(other.Symbol) && !other.IsIgnored) > 1) return "only one member can hold extension data: keep one";
        if (UnmappedMembers.AreRefused(type)) return $"[JsonUnmappedMemberHandling] on {type.Name} refuses what extension data would hold: keep one of them";
        return JsonConstructors.Takes(type, member) ? "System.Text.Json doesn't take extension data for a constructor's parameter: make it a property" : null;
    }

    /// <summary>How the entries are written.</summary>
    public static ExtensionModel? Parse(JsonMember member, INamedTypeSymbol type, ValueParser values, JsonScope scope) =>
        CollectionShapes.Find(member.Type) is JsonShape.Dictionary dictionary && values.Parse(dictionary.Value) is { } value
            ? new ExtensionModel(MemberAccess.OfValue(member, type, scope), dictionary.View, value)
            : null;

    private static ITypeSymbol? FindValue(ITypeSymbol type) =>
        CollectionShapes.Find(type) is JsonShape.Dictionary { Key.SpecialType: SpecialType.System_String, Value: var value }
        && (value.SpecialType is SpecialType.System_Object || OpenTypes.Find(value) is { Reading: "GetElement" })
            ? value
            : null;
}
