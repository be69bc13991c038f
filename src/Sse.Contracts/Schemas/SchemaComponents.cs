using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sse;

/// <summary>
/// The schemas of a document that has them all in one place, each under a name: what events hold, and what their <c>$defs</c> define.
/// Equal ones of a hub are one. For one thread.
/// </summary>
/// <param name="prefix">How the document refers to them, such as <c>#/components/schemas/</c>.</param>
/// <param name="change">What is made of each schema besides.</param>
internal sealed class SchemaComponents(string prefix, Func<JsonObject, JsonObject>? change = null)
{
    private readonly Dictionary<string, string> _signatures = [];

    /// <summary>All that was added so far, in that order.</summary>
    public List<(string Name, JsonNode Schema)> All { get; } = [];

    /// <summary>Adds what an event holds.</summary>
    /// <param name="scope">The hub, whose events have names of their own; null for streams that are no hub's.</param>
    /// <param name="contract">The event.</param>
    /// <returns>Its name.</returns>
    public string Add(string? scope, ContractEvent contract)
    {
        var definitions = SchemaWalk.DefinitionsOf(contract.Schema);
        var own = $"{scope ?? "Events"}.{(contract.Type.Length > 0 ? contract.Type : contract.Name)}";
        var (name, isNew) = Claim([own], $"{contract.Description}|{contract.IsDeprecated}|{contract.Schema.ToJsonString()}");
        if (!isNew) return name;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        List<(string Name, JsonNode Schema)> added = [];
        foreach (var (definition, schema) in definitions ?? [])
        {
            var (given, isNewDefinition) = Claim([$"{scope ?? name}.{definition}", $"{name}.{definition}"], SignatureOf(definition, definitions!));
            names[definition] = given;
            if (isNewDefinition) added.Add((given, schema!));
        }
        All.Add((name, Describe(Refer(contract.Schema, names), contract)));
        foreach (var (given, schema) in added) All.Add((given, Refer(schema, names)));
        return name;
    }

    private static JsonNode Describe(JsonNode schema, ContractEvent contract)
    {
        if (schema is not JsonObject described) return schema;
        if (contract.Description is { } text && !described.ContainsKey("description")) described["description"] = text;
        if (contract.IsDeprecated) described["deprecated"] = true;
        return described;
    }

    // What a definition means is its own text and that of all it refers to.
    private static string SignatureOf(string definition, JsonObject definitions)
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([definition]);
        while (open.TryPop(out var name))
            if (reached.Add(name))
                foreach (var next in SchemaWalk.References(definitions[name])) open.Push(next);
        return $"{definition}|{string.Join('|', reached.Select(name => $"{name}:{definitions[name]?.ToJsonString()}"))}";
    }

    private (string Name, bool IsNew) Claim(IEnumerable<string> wanted, string signature)
    {
        var names = wanted.Select(Allowed).ToList();
        for (var i = 0; ; i++)
        {
            var name = i < names.Count ? names[i] : $"{names[^1]}{i - names.Count + 2}";
            if (_signatures.TryAdd(name, signature)) return (name, true);
            if (_signatures[name] == signature) return (name, false);
        }
    }

    // OpenAPI and AsyncAPI take no others.
    private static string Allowed(string name)
    {
        var allowed = new StringBuilder(name.Length);
        foreach (var character in name) allowed.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '_');
        return allowed.ToString();
    }

    private JsonNode Refer(JsonNode schema, Dictionary<string, string> names) => SchemaWalk.Rewrite(schema, one =>
    {
        // Not every tool that reads such documents knows schemas that are no objects.
        if (one is not JsonObject copy) return one.GetValueKind() == JsonValueKind.True ? new JsonObject() : one;
        copy.Remove("$schema");
        copy.Remove("$defs");
        if (SchemaWalk.ReferenceOf(copy) is { } target) copy["$ref"] = prefix + names[target];
        return change?.Invoke(copy) ?? copy;
    });
}
