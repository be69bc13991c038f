using System.Text.Json;

namespace Sse;

/// <summary>Spells a schema as a type.</summary>
internal sealed class TypeText(HubTypes types, bool exactNumbers)
{
    /// <summary>The type of what a schema of an event describes.</summary>
    public string Of(ContractEvent owner, JsonElement schema)
    {
        if (schema.ValueKind is JsonValueKind.False) return "never";
        if (Schemas.Reference(schema) is { } reference) return types.NameOf(owner, reference);
        if (Schemas.TryGet(schema, "const", out var constant)) return Literal(constant);
        if (Schemas.List(schema, "enum").ToList() is { Count: > 0 } values) return Union(values.Select(Literal));
        if (Schemas.Alternatives(schema) is { Count: > 0 } alternatives) return Union(alternatives.Select(alternative => Of(owner, alternative)));
        if (Schemas.List(schema, "allOf").ToList() is { Count: > 0 } all) return string.Join(" & ", all.Select(part => Grouped(Of(owner, part))));
        return Schemas.Types(schema) is { Count: > 0 } named ? Union(named.Select(type => OfType(owner, schema, type))) : "unknown";
    }

    /// <summary>The members of an object, each as a declaration without its semicolon.</summary>
    public IEnumerable<(JsonElement Schema, string Declaration)> Members(ContractEvent owner, JsonElement schema)
    {
        var required = Schemas.List(schema, "required").Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal);
        foreach (var member in Schemas.Members(schema, "properties"))
            yield return (member.Value, $"readonly {Names.Member(member.Name)}{(required.Contains(member.Name) ? "" : "?")}: {Of(owner, member.Value)}");
    }

    /// <summary>A value as a type that has no other.</summary>
    public static string Literal(JsonElement value) => value.ValueKind is JsonValueKind.String ? Names.Quoted(value.GetString()!) : value.GetRawText();

    private string OfType(ContractEvent owner, JsonElement schema, string type) => type switch
    {
        "string" => "string",
        "boolean" => "boolean",
        "null" => "null",
        "integer" => exactNumbers && Schemas.IsWide(schema) ? "bigint" : "number",
        "number" => exactNumbers && Schemas.IsWide(schema) ? "string" : "number",
        "array" => $"readonly {(Schemas.TryGet(schema, "items", out var items) ? Grouped(Of(owner, items)) : "unknown")}[]",
        "object" => OfObject(owner, schema),
        _ => "unknown",
    };

    private string OfObject(ContractEvent owner, JsonElement schema)
    {
        if (Schemas.TryGet(schema, "properties", out _)) return $"{{ {string.Join("; ", Members(owner, schema).Select(member => member.Declaration))} }}";
        return $"{{ readonly [key: string]: {(Schemas.TryGet(schema, "additionalProperties", out var values) ? Of(owner, values) : "unknown")} }}";
    }

    private static string Union(IEnumerable<string> parts)
    {
        var distinct = parts.Distinct(StringComparer.Ordinal).ToList();
        return distinct.Contains("unknown", StringComparer.Ordinal) ? "unknown" : string.Join(" | ", distinct);
    }

    private static string Grouped(string type) => type.Contains(" | ", StringComparison.Ordinal) || type.StartsWith("readonly ", StringComparison.Ordinal) ? $"({type})" : type;
}
