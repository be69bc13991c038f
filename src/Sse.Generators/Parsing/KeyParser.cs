using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Reads the key of an event, and which event it removes.</summary>
internal sealed class KeyParser(INamedTypeSymbol type, AttributeData attribute, string eventName, Compilation compilation, Action<FindingKind, ISymbol?, string[]> refuse)
{
    /// <summary>The key, or null when the event has none or a wrong one, which was reported.</summary>
    public KeyModel? Parse()
    {
        var key = KeyDeclaration.Of(type, compilation);
        var parts = new List<KeyPartModel>();
        var isWhole = true;
        foreach (var member in key.Members)
        {
            if (FindFault(member) is not { } fault) parts.Add(CreatePart(member));
            else
            {
                refuse(fault.Kind, member.Declared, fault.Arguments);
                isWhole = false;
            }
        }
        if (key.OnType is not null && !key.Members.IsEmpty)
        {
            refuse(FindingKind.KeyOnTypeAndMember, type, [type.Name, key.Members[0].Name]);
            isWhole = false;
        }
        if (!isWhole) return null;
        if (RemovedType() is { } removed) return ParseRemoval(removed, key, parts);
        return key.IsEmpty ? null : new KeyModel(eventName, IsRemoval: false, new EquatableArray<KeyPartModel>(parts));
    }

    private KeyModel? ParseRemoval(ITypeSymbol removed, KeyDeclaration key, List<KeyPartModel> parts)
    {
        if (removed.TypeKind is TypeKind.Error) return null;
        if (key.IsEmpty)
        {
            refuse(FindingKind.KeyMemberMissing, null, [type.Name, $"it removes {removed.Name}, and no [SseKey] says which one"]);
            return null;
        }
        var name = FindName(removed);
        var fault = SymbolEqualityComparer.Default.Equals(removed, type) ? "an event does not remove itself"
            : name is null ? $"{removed.Name} is no event"
            : key.FindMismatch(KeyDeclaration.Of((INamedTypeSymbol)removed, compilation), removed.Name);
        if (fault is null) return new KeyModel(name!, IsRemoval: true, new EquatableArray<KeyPartModel>(parts));
        refuse(FindingKind.RemovesOtherKey, null, [type.Name, removed.Name, fault]);
        return null;
    }

    private static string? FindName(ITypeSymbol removed) => removed is INamedTypeSymbol named && EventReference.FindAttribute(named) is { } declaration
        ? EventReference.NameOf(named, declaration)
        : null;

    private static KeyPartModel CreatePart(KeyMember member) => new(member.Name, member.Type!.IsReferenceType, KeyTypes.Find(member.Type)!);

    private static (FindingKind Kind, string[] Arguments)? FindFault(KeyMember member)
    {
        if (member.Type is not { } memberType) return (FindingKind.KeyMemberMissing, [member.Name, "there is no property or field of that name that the event can read"]);
        if (memberType.TypeKind is TypeKind.Error) return (FindingKind.UnsupportedKey, [member.Name, "its type is not known"]);
        if (memberType is { NullableAnnotation: NullableAnnotation.Annotated } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }) return (FindingKind.NullableKey, [member.Name]);
        return KeyTypes.Find(memberType) is null
            ? (FindingKind.UnsupportedKey, [member.Name, $"{memberType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} is not supported in keys"])
            : null;
    }

    private ITypeSymbol? RemovedType() =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key is "Removes").Value.Value as ITypeSymbol;
}
