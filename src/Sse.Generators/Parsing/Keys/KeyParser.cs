using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Reads the key of an event, and which event it removes.</summary>
internal sealed class KeyParser(
    INamedTypeSymbol type, AttributeData attribute, string eventName, Compilation compilation, Findings findings, DeclarationPlaces places)
{
    /// <summary>The key, or null when the event has none or a wrong one, which was told.</summary>
    public KeyModel? Parse()
    {
        var key = KeyDeclaration.Of(type, compilation);
        if (key.OnType is not null && !key.Members.IsEmpty) findings.Refuse(FindingKind.KeyOnTypeAndMember, places.Type, type.Name, key.Members[0].Name);
        var parts = new List<KeyPartModel>();
        foreach (var member in key.Members)
            if (ParsePart(member) is { } part) parts.Add(part);
        if (Attributes.Property<ITypeSymbol>(attribute, "Removes") is { } removed) return ParseRemoval(removed, key, parts);
        return key.IsEmpty || parts.Count < key.Members.Length ? null : new KeyModel(eventName, IsRemoval: false, new EquatableArray<KeyPartModel>(parts));
    }

    private KeyModel? ParseRemoval(ITypeSymbol removed, KeyDeclaration key, List<KeyPartModel> parts)
    {
        if (removed.TypeKind is TypeKind.Error) return null;
        if (key.IsEmpty)
        {
            findings.Refuse(FindingKind.KeyMemberMissing, places.Argument("Removes"), type.Name, $"it removes {removed.Name}, and no [SseKey] says which one: put it on the members that {removed.Name} has it on");
            return null;
        }
        var name = FindName(removed);
        var fault = SymbolEqualityComparer.Default.Equals(removed, type) ? "an event does not remove itself: name the one that it removes"
            : name is null ? $"{removed.Name} is no event: name one"
            : FindRemoved(removed) is { } other ? $"{removed.Name} removes {other.Name} itself, so that nothing of it is left to remove{(SymbolEqualityComparer.Default.Equals(other, type) ? ": let only one of them remove" : $": say typeof({other.Name})")}"
            : key.FindMismatch(KeyDeclaration.Of((INamedTypeSymbol)removed, compilation), removed.Name);
        if (fault is null && parts.Count == key.Members.Length) return new KeyModel(name!, IsRemoval: true, new EquatableArray<KeyPartModel>(parts));
        if (fault is not null) findings.Refuse(FindingKind.RemovesOtherKey, places.Argument("Removes"), type.Name, removed.Name, fault);
        return null;
    }

    private static string? FindName(ITypeSymbol removed) =>
        removed is INamedTypeSymbol named && EventDeclaration.Find(named) is { } declaration ? EventDeclaration.NameOf(named, declaration) : null;

    private static ITypeSymbol? FindRemoved(ITypeSymbol removal) =>
        removal is INamedTypeSymbol named && EventDeclaration.Find(named) is { } declaration ? Attributes.Property<ITypeSymbol>(declaration, "Removes") : null;

    private KeyPartModel? ParsePart(KeyMember member)
    {
        if (member.Type is not { } memberType) return Refuse(FindingKind.KeyMemberMissing, "there is no property or field of that name that the event can read: declare one");
        if (memberType.TypeKind is TypeKind.Error) return Refuse(FindingKind.UnsupportedKey, "its type is not known");
        var isNullable = memberType is { NullableAnnotation: NullableAnnotation.Annotated } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        if (isNullable) Refuse(FindingKind.NullableKey);
        var valueType = memberType is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } ? underlying : memberType;
        if (KeyTypes.Find(valueType) is { } value) return isNullable ? null : new KeyPartModel(member.Name, memberType.IsReferenceType, value);
        return Refuse(FindingKind.UnsupportedKey, $"{valueType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} is not supported in keys: use text, a whole number, an enum, an identifier, a date or a time");

        KeyPartModel? Refuse(FindingKind kind, params string[] reason)
        {
            findings.Refuse(kind, places.Of(member.Declared), [member.Name, .. reason]);
            return null;
        }
    }
}
