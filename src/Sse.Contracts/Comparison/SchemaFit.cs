using System.Text.Json.Nodes;

namespace Sse;

/// <summary>
/// Whether all that one side writes is what the other reads: members that a reader doesn't know are passed over, all else has to be
/// within what it expects. For one thread.
/// </summary>
internal sealed class SchemaFit
{
    private readonly JsonObject? _written;
    private readonly JsonObject? _expected;
    private readonly HashSet<(JsonNode, JsonNode)> _seen = [];
    private readonly List<(string Place, string Message)> _found = [];

    private SchemaFit(JsonNode written, JsonNode expected) => (_written, _expected) = (SchemaWalk.DefinitionsOf(written), SchemaWalk.DefinitionsOf(expected));

    /// <summary>What is written and not expected.</summary>
    /// <param name="place">The name of the event.</param>
    /// <param name="written">The schema of who writes.</param>
    /// <param name="expected">The schema of who reads.</param>
    public static IReadOnlyList<(string Place, string Message)> Of(string place, JsonNode written, JsonNode expected)
    {
        var fit = new SchemaFit(written, expected);
        fit.Compare(place, written, expected);
        return fit._found;
    }

    private void Compare(string place, JsonNode? written, JsonNode? expected)
    {
        var (made, taken) = (Resolve(written, _written), Resolve(expected, _expected));
        var (mayBeNull, one) = Nullability.Split(made);
        var (takesNull, other) = Nullability.Split(taken);
        if (Resolve(other, _expected) is not JsonObject reader || !SaysAnything(reader)) return;
        if (Resolve(one, _written) is not JsonObject writer || !SaysAnything(writer))
        {
            _found.Add((place, "may be anything"));
            return;
        }
        if (mayBeNull && !takesNull) _found.Add((place, "may be null"));
        // A type that holds itself is compared once.
        if (!_seen.Add((made!, taken!))) return;
        if (reader["anyOf"] is JsonArray readable) CompareChoices(place, writer["anyOf"] as JsonArray ?? new JsonArray(writer.DeepClone()), readable);
        else if (writer["anyOf"] is JsonArray writable) CompareChoices(place, writable, new JsonArray(reader.DeepClone()));
        else CompareValues(place, writer, reader);
    }

    private void CompareValues(string place, JsonObject writer, JsonObject reader)
    {
        var (type, wanted) = ((string?)writer["type"], (string?)reader["type"]);
        if (type != wanted && wanted is not null && !(type == "integer" && wanted == "number"))
        {
            if (type is not null || wanted is not null) _found.Add((place, $"is {Named(type)} instead of {Named(wanted)}"));
            return;
        }
        _found.AddRange(ValueFit.Of(writer, reader).Select(message => (place, message)));
        if (wanted == "array") Compare($"{place}[]", writer["items"], reader["items"]);
        if (wanted == "object") CompareMembers(place, writer, reader);
    }

    private void CompareMembers(string place, JsonObject writer, JsonObject reader)
    {
        var (written, always) = (writer["properties"] as JsonObject ?? [], Names(writer["required"]));
        var needed = Names(reader["required"]);
        foreach (var (name, expected) in reader["properties"] as JsonObject ?? [])
        {
            if (written[name] is { } member) Compare($"{place}.{name}", member, expected);
            else if (needed.Contains(name)) _found.Add(($"{place}.{name}", "is not written"));
            if (written.ContainsKey(name) && needed.Contains(name) && !always.Contains(name)) _found.Add(($"{place}.{name}", "is not always written"));
        }
        if (reader["additionalProperties"] is not { } values || reader["properties"] is not null) return;
        Compare($"{place}[]", writer["additionalProperties"] ?? JsonValue.Create(true), values);
        if (reader["propertyNames"] is { } names) Compare($"{place}'s keys", writer["propertyNames"] ?? new JsonObject { ["type"] = "string" }, WithType(names, "string"));
    }

    private void CompareChoices(string place, JsonArray made, JsonArray taken)
    {
        foreach (var choice in made)
        {
            var writer = Resolve(choice, _written);
            if (Kind(writer) is { } kind)
            {
                if (taken.FirstOrDefault(one => Kind(Resolve(one, _expected)) == kind) is { } known) Compare($"{place}({kind})", choice, known);
                else _found.Add((place, $"may be {kind}, a kind that was not known"));
            }
            else if (!taken.Any(one => Fits(choice, one)))
            {
                _found.Add((place, "may be of a kind that was not known"));
            }
        }
    }

    private bool Fits(JsonNode? choice, JsonNode? taken)
    {
        var count = _found.Count;
        var seen = _seen.ToArray();
        Compare("", choice, taken);
        var fits = _found.Count == count;
        _found.RemoveRange(count, _found.Count - count);
        _seen.Clear();
        _seen.UnionWith(seen);
        return fits;
    }

    // The discriminator of a derived type is its first member.
    private static string? Kind(JsonNode? schema) =>
        (schema as JsonObject)?["properties"] is JsonObject { Count: > 0 } members && members.First().Value is JsonObject first && first["const"] is { } constant ? constant.ToJsonString() : null;

    private static JsonNode? Resolve(JsonNode? schema, JsonObject? definitions)
    {
        for (var i = 0; i < 32 && SchemaWalk.ReferenceOf(schema) is { } name; i++) schema = definitions?[name];
        return schema;
    }

    private static bool SaysAnything(JsonObject schema) => schema.ContainsKey("type") || schema.ContainsKey("anyOf") || schema.ContainsKey("const") || schema.ContainsKey("enum");

    private static HashSet<string> Names(JsonNode? list) => [.. (list as JsonArray ?? []).Select(static one => (string)one!)];

    private static JsonObject WithType(JsonNode schema, string type)
    {
        var copy = schema.DeepClone() as JsonObject ?? [];
        copy.TryAdd("type", type);
        return copy;
    }

    private static string Named(string? type) => type switch
    {
        null => "anything",
        "integer" or "object" or "array" => $"an {type}",
        "boolean" => "true or false",
        _ => $"a {type}",
    };
}
