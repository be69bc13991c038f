using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sse;

/// <summary>A value that a contract's schema allows: the same one each time, and as much of it as there can be without end.</summary>
internal sealed class SchemaExample
{
    private readonly JsonObject? _definitions;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    private SchemaExample(JsonNode schema) => _definitions = SchemaWalk.DefinitionsOf(schema);

    /// <summary>Makes the data of an event.</summary>
    /// <param name="schema">An event's schema, with its <c>$defs</c>.</param>
    public static JsonNode? Of(JsonNode schema) => new SchemaExample(schema).TryMake(schema, out var value) ? value : null;

    // False where a value would hold its own kind again.
    private bool TryMake(JsonNode? schema, out JsonNode? value)
    {
        value = null;
        if (SchemaWalk.ReferenceOf(schema) is { } name)
        {
            if (!_open.Add(name)) return false;
            var isMade = TryMake(_definitions?[name], out value);
            _open.Remove(name);
            return isMade;
        }
        if (schema is not JsonObject rule) return true;
        if (rule.TryGetPropertyValue("const", out var constant)) return Copy(constant, out value);
        if (rule["enum"] is JsonArray { Count: > 0 } allowed) return Copy(allowed[0], out value);
        if (rule["anyOf"] is JsonArray choices) return TryChoose(choices, out value);
        switch (TypeOf(rule))
        {
            case "object": return TryFill(rule, out value);
            case "array":
                value = TryMake(rule["items"], out var item) ? new JsonArray(item) : [];
                return true;
            case "string":
                value = ExampleText.Of(rule);
                return true;
            case "integer": return Number(rule, 1, out value);
            case "number": return Number(rule, 12.5m, out value);
            case "boolean":
                value = true;
                return true;
            default: return true;
        }
    }

    private bool TryChoose(JsonArray choices, out JsonNode? value)
    {
        foreach (var choice in choices.Where(static choice => TypeOf(choice) != "null"))
            if (TryMake(choice, out value)) return true;
        value = null;
        return choices.Any(static choice => TypeOf(choice) == "null");
    }

    private bool TryFill(JsonObject rule, out JsonNode? value)
    {
        var made = new JsonObject();
        value = made;
        var required = rule["required"] as JsonArray;
        foreach (var (name, member) in rule["properties"] as JsonObject ?? [])
        {
            if (TryMake(member, out var inner)) made[name] = inner;
            else if (required?.Any(one => (string?)one == name) == true) return false;
        }
        if (rule["additionalProperties"] is JsonObject others && TryMake(others, out var other))
            made[TryMake(rule["propertyNames"], out var key) && key is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : "key"] = other;
        return true;
    }

    private static string? TypeOf(JsonNode? schema) => (schema as JsonObject)?["type"] switch
    {
        JsonArray several => (string?)several.FirstOrDefault(static one => (string?)one != "null"),
        JsonValue one => (string?)one,
        _ => null,
    };

    private static bool Number(JsonObject rule, decimal wanted, out JsonNode? value)
    {
        var least = (decimal?)rule["minimum"] ?? wanted;
        var most = (decimal?)rule["maximum"] ?? wanted;
        value = Math.Min(Math.Max(wanted, least), most);
        return true;
    }

    private static bool Copy(JsonNode? source, out JsonNode? value)
    {
        value = source?.DeepClone();
        return true;
    }
}
