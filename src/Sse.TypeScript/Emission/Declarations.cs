using System.Text.Json;

namespace Sse;

/// <summary>Declares the types of a hub's module.</summary>
internal sealed class Declarations(TypeText types, bool exactNumbers)
{
    public void Write(SourceText source, DeclaredType type)
    {
        var schema = type.Schema;
        source.Doc("", DocOf(type));
        if (Schemas.Members(schema, "x-flags").Any()) WriteFlags(source, type);
        else if (Schemas.List(schema, "x-enumNames").Any()) WriteNumbers(source, type);
        else if (Schemas.List(schema, "enum").Any() && Schemas.TryGet(schema, "x-enumDescriptions", out _)) WriteNames(source, type);
        else if (IsInterface(schema)) WriteInterface(source, type);
        else source.Line($"export type {type.Name} = {types.Of(type.Owner, schema)};");
    }

    private List<string> DocOf(DeclaredType type)
    {
        if (!type.IsRoot) return Docs.OfMember(type.Schema, exactNumbers);
        var owner = type.Owner;
        return Docs.Of(
            owner.Description ?? Docs.DescriptionOf(type.Schema),
            owner.IsDeprecated,
            owner.Key switch
            {
                null => null,
                [] => "Only the newest of its topic matters.",
                var key => $"Only the newest with the same {string.Join(" and ", key.Select(name => $"`{name}`"))} matters.",
            },
            owner.Removes is { } removed ? $"Takes the `{removed}` of its key away." : null);
    }

    private void WriteInterface(SourceText source, DeclaredType type)
    {
        source.Line($"export interface {type.Name} {{");
        foreach (var (schema, declaration) in types.Members(type.Owner, type.Schema)) source.Doc("  ", Docs.OfMember(schema, exactNumbers)).Line($"  {declaration};");
        source.Line("}");
    }

    /// <summary>An enum written by number: its names lead to the numbers.</summary>
    private static void WriteNumbers(SourceText source, DeclaredType type)
    {
        var values = Schemas.List(type.Schema, "enum").Select(value => value.GetRawText());
        WriteConstants(source, type, Schemas.List(type.Schema, "x-enumNames").Select(name => name.GetString()!).Zip(values));
        source.Line($"export type {type.Name} = (typeof {type.Name})[keyof typeof {type.Name}];");
    }

    private static void WriteFlags(SourceText source, DeclaredType type)
    {
        WriteConstants(source, type, Schemas.Members(type.Schema, "x-flags").Select(flag => (flag.Name, flag.Value.GetRawText())));
        var isText = Schemas.Types(type.Schema).Contains("string", StringComparer.Ordinal);
        source.Line(isText ? "/** Names of flags, with `, ` between them. */" : "/** The sum of flags. */").Line($"export type {type.Name} = {(isText ? "string" : "number")};");
    }

    private static void WriteConstants(SourceText source, DeclaredType type, IEnumerable<(string Name, string Value)> constants)
    {
        source.Line($"export const {type.Name} = {{");
        var index = 0;
        foreach (var (name, value) in constants) source.Doc("  ", DescriptionOfValue(type.Schema, name, index++)).Line($"  {Names.Key(name)}: {value},");
        source.Line("} as const;");
    }

    private static void WriteNames(SourceText source, DeclaredType type)
    {
        source.Line($"export type {type.Name} =");
        var values = Schemas.List(type.Schema, "enum").ToList();
        for (var i = 0; i < values.Count; i++)
            source.Doc("  ", DescriptionOfValue(type.Schema, values[i].ToString(), i)).Line($"  | {TypeText.Literal(values[i])}{(i == values.Count - 1 ? ";" : "")}");
    }

    /// <summary>Told by place or by name.</summary>
    private static List<string> DescriptionOfValue(JsonElement schema, string name, int index)
    {
        if (!Schemas.TryGet(schema, "x-enumDescriptions", out var descriptions)) return [];
        var description = descriptions.ValueKind switch
        {
            JsonValueKind.Array when index < descriptions.GetArrayLength() => descriptions[index],
            JsonValueKind.Object when descriptions.TryGetProperty(name, out var named) => named,
            _ => default,
        };
        return description.ValueKind is JsonValueKind.String && description.GetString() is { Length: > 0 } text ? Docs.Of(text, isDeprecated: false) : [];
    }

    private static bool IsInterface(JsonElement schema) =>
        Schemas.Reference(schema) is null && Schemas.Types(schema) is ["object"] && Schemas.TryGet(schema, "properties", out _) && Schemas.Alternatives(schema).Count == 0;
}
