using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Parses the members of one object: the event itself, or an object inside it.</summary>
internal sealed class MemberParser(ValueParser values, JsonTrail trail, JsonScope scope)
{
    private readonly Population _population = new(scope);

    /// <summary>The members that are written, in their order; null when one of them was refused.</summary>
    public ObjectModel? Parse(INamedTypeSymbol type)
    {
        var collector = JsonMemberCollector.Collect(type, scope.Settings);
        foreach (var collision in collector.Collisions) trail.Refuse(collision);
        var models = new List<MemberModel>();
        var written = ImmutableArray.CreateBuilder<JsonMember>();
        ExtensionModel? extension = null;
        var isWhole = collector.Collisions.Count is 0;
        foreach (var member in collector.Members)
        {
            trail.Enter(member.Symbol);
            if (RequiredMembers.FindFault(member, type) is { } requirement)
            {
                trail.RefuseForGood(FindingKind.UnsupportedMember, requirement);
                isWhole = false;
            }
            else if (member.IsIgnored)
            {
                // Not even its type is looked at.
            }
            else if (FindFault(member, type) is { } fault)
            {
                trail.Refuse(FindingKind.UnsupportedMember, fault);
                isWhole = false;
                if (member.IsReadable && !ExtensionParser.IsExtension(member.Symbol) && scope.FindFault(member.Type) is null) values.Parse(member.Type, member.Symbol);
            }
            else if (ExtensionParser.IsExtension(member.Symbol))
            {
                extension = ExtensionParser.Parse(member, type, values, scope);
                isWhole &= extension is not null;
            }
            else if (member.IsReadable && member.Ignore is not IgnoreCondition.WhenWriting)
            {
                if (values.Parse(member.Type, member.Symbol, NumberForms.Find(member.Symbol, type, member.Type)) is { } value)
                {
                    models.Add(CreateModel(member, type, value));
                    written.Add(member);
                }
                else
                {
                    isWhole = false;
                }
            }
            trail.Leave();
        }
        values.Written.Add(type, written.ToImmutable());
        return isWhole ? new ObjectModel(new EquatableArray<MemberModel>(models), extension, Callbacks.OfWriting(type)) : null;
    }

    private MemberModel CreateModel(JsonMember member, INamedTypeSymbol through, ValueModel value) => new(
        JsonNames.Escape(member.JsonName, scope.Settings.IsRelaxed),
        MemberAccess.OfValue(member, through, scope),
        Identifiers.Qualified(member.Type),
        Presence(member),
        value);

    private string? FindFault(JsonMember member, INamedTypeSymbol through)
    {
        if (ExtensionParser.IsExtension(member.Symbol) && ExtensionParser.FindFault(member, through, scope.Settings) is { } extensionFault) return extensionFault;
        if (JsonAttributes.FindUnknown(member.Symbol) is { } unknown) return unknown;
        if (_population.FindFault(member, through) is { } populationFault) return populationFault;
        if (NumberForms.FindFault(member.Symbol, member.Type) is { } numberFault) return numberFault;
        if (member.Symbol is IPropertySymbol { RefKind: not RefKind.None } or IFieldSymbol { RefKind: not RefKind.None }) return "it returns a reference: return its value, or leave it out with [JsonIgnore]";
        if (EventNames.FindUnpairedSurrogate(member.JsonName) is not null) return "its name in JSON has an unpaired surrogate: leave it out";
        if (JsonAttributes.Find(member.Symbol, "JsonPropertyNameAttribute") is { } named && Attributes.Argument<string>(named) is null) return "its name in JSON is null: give it one";
        if (member.Ignore is { } condition && FindConditionFault(condition, member.Type) is { } fault) return fault;
        if (!member.IsReadable) return null;
        if (!member.Symbol.CanBeReferencedByName) return "code can't name it: leave it out with [JsonIgnore]";
        if (scope.IsForbidden(member.Symbol)) return "it is obsolete as an error, and may not be used: leave it out with [JsonIgnore]";
        scope.Warnings.Add(member.Symbol);
        return MemberAccess.FindFault(member, through, scope);
    }

    private static string? FindConditionFault(IgnoreCondition condition, ITypeSymbol type) => condition switch
    {
        IgnoreCondition.WhenWritingNull when !CanBeNull(type) => "JsonIgnoreCondition.WhenWritingNull is for members that can be null: use WhenWritingDefault",
        > IgnoreCondition.WhenReading => "this JsonIgnoreCondition is not known: use one of its names",
        _ => null,
    };

    private MemberPresence Presence(JsonMember member) => (member.Ignore ?? scope.Settings.Ignore) switch
    {
        IgnoreCondition.WhenWritingNull when CanBeNull(member.Type) => MemberPresence.WhenNotNull,
        IgnoreCondition.WhenWritingDefault => CanBeNull(member.Type) ? MemberPresence.WhenNotNull
            : PrimitiveTypes.HasEqualityOperator(member.Type) ? MemberPresence.WhenNotDefault
            : MemberPresence.WhenNotEqualToDefault,
        _ => MemberPresence.Always,
    };

    private static bool CanBeNull(ITypeSymbol type) =>
        type.IsReferenceType || type.OriginalDefinition.SpecialType is SpecialType.System_Nullable_T;
}
