using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Reads the key of an event, and which event it removes.</summary>
internal sealed class KeyParser(INamedTypeSymbol type, AttributeData attribute, string eventName, Compilation compilation, Action<FindingKind, ISymbol?, string[]> refuse)
{
    /// <summary>The key, or null when the event has none or a wrong one, which was reported.</summary>
    public KeyModel? Parse()
    {
        var members = KeyMember.Of(type, compilation);
        var parts = new List<KeyPartModel>();
        var isWhole = true;
        foreach (var member in members)
        {
            if (FindFault(member) is not { } fault) parts.Add(CreatePart(member));
            else
            {
                refuse(fault.Kind, member.Declared, fault.Arguments);
                isWhole = false;
            }
        }
        if (!isWhole) return null;
        if (RemovedType() is { } removed) return ParseRemoval(removed, members, parts);
        return parts.Count is 0 ? null : new KeyModel(eventName, IsRemoval: false, new EquatableArray<KeyPartModel>(parts));
    }

    private KeyModel? ParseRemoval(ITypeSymbol removed, ImmutableArray<KeyMember> members, List<KeyPartModel> parts)
    {
        if (removed.TypeKind is TypeKind.Error) return null;
        if (members.IsEmpty)
        {
            refuse(FindingKind.KeyMemberMissing, null, [type.Name, $"it removes {removed.Name}, and no [SseKey] says which one"]);
            return null;
        }
        var name = FindName(removed);
        var fault = SymbolEqualityComparer.Default.Equals(removed, type) ? "an event does not remove itself"
            : name is null ? $"{removed.Name} is no event"
            : FindMismatch(KeyMember.Of((INamedTypeSymbol)removed, compilation), members, removed.Name);
        if (fault is null) return new KeyModel(name!, IsRemoval: true, new EquatableArray<KeyPartModel>(parts));
        refuse(FindingKind.RemovesOtherKey, null, [type.Name, removed.Name, fault]);
        return null;
    }

    private static string? FindMismatch(ImmutableArray<KeyMember> theirs, ImmutableArray<KeyMember> ours, string removed)
    {
        if (theirs.IsEmpty) return $"{removed} has no key";
        var isEqual = theirs.Length == ours.Length && theirs.Zip(ours, (their, our) =>
            string.Equals(their.Name, our.Name, StringComparison.Ordinal) && SymbolEqualityComparer.Default.Equals(their.Type, our.Type)).All(same => same);
        return isEqual ? null : $"its key is {Describe(ours)}, and that of {removed} is {Describe(theirs)}";
    }

    private static string Describe(ImmutableArray<KeyMember> members) => string.Join(", ", members.Select(member =>
        $"{member.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {member.Name}"));

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
