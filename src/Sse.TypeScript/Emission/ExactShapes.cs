using System.Text.Json;

namespace Sse;

/// <summary>Tells where an event's data has numbers that lose no digit, as the client's <c>SseShape</c>.</summary>
internal sealed class ExactShapes
{
    private readonly HubTypes _types;
    private readonly HashSet<string> _exact = new(StringComparer.Ordinal);

    public ExactShapes(HubTypes types)
    {
        _types = types;
        // A type is exact when something in it is: what refers to it becomes so, until nothing changes.
        while (types.Declared.Where(type => !_exact.Contains(type.Name) && Of(type.Owner, type.Schema) is not null).ToList() is { Count: > 0 } found)
            _exact.UnionWith(found.Select(type => type.Name));
    }

    public bool IsExact(string type) => _exact.Contains(type);

    public static string NameOf(string type) => $"{char.ToLowerInvariant(type[0])}{type[1..]}Shape";

    /// <summary>The shape; null where all numbers fit.</summary>
    public string? Of(ContractEvent owner, JsonElement schema)
    {
        if (Schemas.Reference(schema) is { } reference) return _types.NameOf(owner, reference) is var name && _exact.Contains(name) ? $"() => {NameOf(name)}" : null;
        if (Schemas.Text(schema, "x-discriminator") is { } tag) return OfCases(owner, schema, tag);
        if (Schemas.Alternatives(schema) is { Count: > 0 } alternatives) return alternatives.Select(alternative => Of(owner, alternative)).FirstOrDefault(shape => shape is not null);
        var named = Schemas.Types(schema);
        if (named.Contains("integer", StringComparer.Ordinal) && Schemas.IsWide(schema)) return "'integer'";
        if (named.Contains("number", StringComparer.Ordinal) && Schemas.IsWide(schema)) return "'decimal'";
        if (Schemas.TryGet(schema, "items", out var items)) return Of(owner, items) is { } item ? $"{{ items: {item} }}" : null;
        if (Members(owner, schema) is { Count: > 0 } members) return $"{{ members: {{ {string.Join(", ", members)} }} }}";
        return Schemas.TryGet(schema, "additionalProperties", out var values) && Of(owner, values) is { } value ? $"{{ values: {value} }}" : null;
    }

    private List<string> Members(ContractEvent owner, JsonElement schema) =>
        [.. Schemas.Members(schema, "properties").Select(member => (member.Name, Shape: Of(owner, member.Value))).Where(member => member.Shape is not null).Select(member => $"{Names.Key(member.Name)}: {member.Shape}")];

    /// <summary>The type that data is of is told by its first member.</summary>
    private string? OfCases(ContractEvent owner, JsonElement schema, string tag)
    {
        var cases = Schemas.Alternatives(schema)
            .Select(alternative => (Case: ConstantOf(Resolved(owner, alternative), tag), Shape: Of(owner, alternative)))
            .Where(found => found is { Case: not null, Shape: not null })
            .Select(found => $"{Names.Key(found.Case!)}: {found.Shape}").ToList();
        return cases.Count == 0 ? null : $"{{ tag: {Names.Quoted(tag)}, cases: {{ {string.Join(", ", cases)} }} }}";
    }

    private JsonElement Resolved(ContractEvent owner, JsonElement schema) => Schemas.Reference(schema) switch
    {
        null => schema,
        "" => _types.SchemaOf(owner),
        var name => Schemas.Members(_types.SchemaOf(owner), "$defs").First(definition => definition.Name == name).Value,
    };

    private static string? ConstantOf(JsonElement schema, string member) =>
        Schemas.TryGet(schema, "properties", out var properties) && Schemas.TryGet(properties, member, out var value) && Schemas.TryGet(value, "const", out var constant) ? constant.ToString() : null;
}
