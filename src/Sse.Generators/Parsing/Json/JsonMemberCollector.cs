using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>
/// Which members of a type System.Text.Json writes, and in which order. Follows the serializer's own resolution step
/// by step: derived types first, each with its properties, then its fields; names compared without case, as the Web
/// defaults do; what hides or overrides a member of the same JSON name wins over it.
/// </summary>
internal sealed class JsonMemberCollector
{
    private readonly List<JsonMember> _members = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, JsonMember> _ignored = new(StringComparer.Ordinal);
    private readonly JsonSettings _settings;

    private JsonMemberCollector(JsonSettings settings) => _settings = settings;

    /// <summary>Members of which two claim the same name; System.Text.Json throws for them.</summary>
    public List<JsonCollision> Collisions { get; } = [];

    /// <summary>The members in the order in which they are written, those included that never are.</summary>
    public ImmutableArray<JsonMember> Members => [.. _members.OrderBy(member => member.Order)];

    public static JsonMemberCollector Collect(INamedTypeSymbol type, JsonSettings settings)
    {
        var collector = new JsonMemberCollector(settings);
        foreach (var current in JsonHierarchy.Of(type))
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>()) collector.Visit(property);
            foreach (var field in current.GetMembers().OfType<IFieldSymbol>()) collector.Visit(field);
        }
        return collector;
    }

    private void Visit(IPropertySymbol property)
    {
        if (property.IsStatic || property.IsIndexer) return;
        var isIncluded = JsonAttributes.Has(property, "JsonIncludeAttribute");
        var hasPublicGetter = property.GetMethod?.DeclaredAccessibility is Accessibility.Public;
        if (!isIncluded && !hasPublicGetter && property.SetMethod?.DeclaredAccessibility is not Accessibility.Public) return;
        Add(property, hasPublicGetter || (isIncluded && MetadataParts.FindGetter(property) is not null));
    }

    private void Visit(IFieldSymbol field)
    {
        if (!field.IsStatic && JsonAttributes.Has(field, "JsonIncludeAttribute")) Add(field, isReadable: true);
    }

    private void Add(ISymbol symbol, bool isReadable)
    {
        var name = Attributes.Argument<string>(JsonAttributes.Find(symbol, "JsonPropertyNameAttribute")) ?? JsonNames.Convert(symbol.Name, _settings.Naming);
        var order = Attributes.Argument<int>(JsonAttributes.Find(symbol, "JsonPropertyOrderAttribute"));
        var member = new JsonMember(symbol, name, order, JsonAttributes.Ignore(symbol), isReadable);
        if (IsOverriddenAndIgnored(member)) return;
        if (!_positions.TryGetValue(name, out var position))
        {
            _positions.Add(name, _members.Count);
            _members.Add(member);
        }
        else if (_members[position].IsIgnored) _members[position] = member;
        else if (!GivesWay(member, _members[position])) Collisions.Add(new JsonCollision(_members[position], member));
        if (member.IsIgnored) _ignored[symbol.Name] = member;
    }

    private bool IsOverriddenAndIgnored(JsonMember member) =>
        member.Symbol is IPropertySymbol
        && _ignored.TryGetValue(member.Symbol.Name, out var ignored)
        && ignored.IsVirtual && member.IsVirtual
        && SymbolEqualityComparer.Default.Equals(ignored.Type, member.Type);

    private bool GivesWay(JsonMember member, JsonMember earlier) =>
        member.IsIgnored
        || Hides(earlier, member)
        || (_ignored.TryGetValue(member.Symbol.Name, out var ignored) && Hides(ignored, member));

    private static bool Hides(JsonMember derived, JsonMember inherited)
    {
        if (!string.Equals(derived.Symbol.Name, inherited.Symbol.Name, StringComparison.Ordinal)) return false;
        return JsonHierarchy.Of(derived.Symbol.ContainingType).Contains(inherited.Symbol.ContainingType, SymbolEqualityComparer.Default);
    }
}

/// <summary>Two members with one name in JSON.</summary>
internal sealed record JsonCollision(JsonMember First, JsonMember Second)
{
    /// <summary>The collision as the author is told of it.</summary>
    public string Describe() =>
        $"{First.Symbol.ContainingType.Name}.{First.Symbol.Name} and {Second.Symbol.ContainingType.Name}.{Second.Symbol.Name} are both named '{Second.JsonName}' in JSON: give one another name with [JsonPropertyName], or leave it out with [JsonIgnore]";
}
