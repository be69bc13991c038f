using System.Text;
using System.Text.Json;

namespace Sse;

/// <summary>A type of a hub's module.</summary>
/// <param name="Name">Its name in TypeScript.</param>
/// <param name="Owner">The event in whose schema it stands: its references are to that one's definitions.</param>
/// <param name="Schema">What it is.</param>
/// <param name="IsRoot">Whether it is the event's data itself.</param>
internal sealed record DeclaredType(string Name, ContractEvent Owner, JsonElement Schema, bool IsRoot);

/// <summary>
/// The types of a hub's events, each once: definitions of several events that say the same, with all they lead to, are one type; others
/// of the same name get a number.
/// </summary>
internal sealed class HubTypes
{
    private readonly Dictionary<(ContractEvent Owner, string Reference), string> _names = [];
    private readonly Dictionary<ContractEvent, JsonElement> _schemas;
    private readonly List<DeclaredType> _declared = [];

    public HubTypes(ContractDocument hub, IEnumerable<string> reserved)
    {
        _schemas = hub.Events.ToDictionary(owner => owner, owner => JsonElement.Parse(owner.Schema.ToJsonString()));
        var taken = new HashSet<string>(reserved, StringComparer.Ordinal);
        var same = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var owner in hub.Events) Declare(owner, "", owner.Type, SchemaOf(owner), taken, same);
        foreach (var owner in hub.Events)
        {
            foreach (var definition in Schemas.Members(SchemaOf(owner), "$defs")) Declare(owner, definition.Name, definition.Name, definition.Value, taken, same);
        }
    }

    /// <summary>In the order of the events, those of their data before those within.</summary>
    public IReadOnlyList<DeclaredType> Declared => _declared;

    /// <summary>The schema of an event's data.</summary>
    public JsonElement SchemaOf(ContractEvent owner) => _schemas[owner];

    /// <summary>The name of what a reference within an event's schema leads to; an empty reference is the event's data.</summary>
    public string NameOf(ContractEvent owner, string reference) => _names.TryGetValue((owner, reference), out var name)
        ? name
        : throw new FormatException($"The schema of '{owner.Name}' refers to '{reference}', which it doesn't define.");

    private void Declare(ContractEvent owner, string reference, string wanted, JsonElement schema, HashSet<string> taken, Dictionary<string, string> same)
    {
        // Data that is a definition and nothing more has that one's name.
        if (reference.Length == 0 && Schemas.Reference(schema) is { Length: > 0 } alias && alias == wanted)
        {
            var definition = Schemas.Members(schema, "$defs").First(member => member.Name == alias);
            Declare(owner, alias, alias, definition.Value, taken, same);
            _names[(owner, "")] = _names[(owner, alias)];
            return;
        }
        if (_names.ContainsKey((owner, reference))) return;
        var meaning = MeaningOf(owner, wanted, schema);
        if (!same.TryGetValue(meaning, out var name))
        {
            name = Names.Unique(Names.Identifier(wanted), taken);
            same.Add(meaning, name);
            _declared.Add(new DeclaredType(name, owner, schema, reference.Length == 0));
        }
        _names[(owner, reference)] = name;
    }

    /// <summary>The schema's text with all that it leads to.</summary>
    private string MeaningOf(ContractEvent owner, string name, JsonElement schema)
    {
        var text = new StringBuilder(name);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<JsonElement>([schema]);
        while (waiting.TryDequeue(out var next))
        {
            text.Append('\n').Append(OwnText(next));
            foreach (var reference in Schemas.References(next).Where(seen.Add))
                waiting.Enqueue(reference.Length == 0 ? SchemaOf(owner) : Schemas.Members(SchemaOf(owner), "$defs").FirstOrDefault(member => member.Name == reference).Value);
        }
        return text.ToString();
    }

    private static string OwnText(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Undefined => "",
        JsonValueKind.Object => string.Join(',', schema.EnumerateObject().Where(member => member.Name is not ("$schema" or "$defs")).Select(member => $"{member.Name}:{member.Value.GetRawText()}")),
        _ => schema.GetRawText(),
    };
}
