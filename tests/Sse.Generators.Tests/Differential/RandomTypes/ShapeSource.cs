using System.Globalization;
using System.Text;

namespace Sse.Tests.Differential.RandomTypes;

/// <summary>
/// The C# of one random event: its members, the types that they need, attributes everywhere. The same seed gives the same
/// source, which compiles by itself.
/// </summary>
internal sealed class ShapeSource
{
    private const int MaxDepth = 3;

    private static readonly string[] Singles =
    [
        "bool", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "Int128", "UInt128", "Half", "float", "double", "decimal", "char", "Guid",
        "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan",
    ];

    private static readonly string[] Numbers = ["sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "Int128", "UInt128", "Half", "float", "double", "decimal"];
    private static readonly string[] References = ["string", "string?", "Uri?", "Version?", "byte[]", "object?", "JsonElement", "JsonNode?", "JsonObject?", "JsonArray?", "JsonDocument?", "Memory<byte>", "ReadOnlyMemory<byte>"];

    private static readonly string[] Sequences =
    [
        "{0}[]", "List<{0}>", "IList<{0}>?", "ICollection<{0}>", "IEnumerable<{0}>", "IReadOnlyList<{0}>", "IReadOnlyCollection<{0}>?", "ImmutableArray<{0}>", "ImmutableList<{0}>", "Queue<{0}>",
        "Stack<{0}>", "ConcurrentQueue<{0}>", "LinkedList<{0}>", "Collection<{0}>", "ObservableCollection<{0}>", "ReadOnlyMemory<{0}>", "Memory<{0}>", "ImmutableQueue<{0}>", "ImmutableStack<{0}>",
        "ConcurrentStack<{0}>", "ConcurrentBag<{0}>", "ReadOnlyCollection<{0}>", "IImmutableList<{0}>", "ImmutableArray<{0}>?", "Memory<{0}>?", "ReadOnlyMemory<{0}>?",
    ];

    // Of text and numbers, which have an order and an equality.
    private static readonly string[] Sets = ["HashSet<{0}>", "ISet<{0}>", "SortedSet<{0}>", "ImmutableHashSet<{0}>", "ImmutableSortedSet<{0}>", "FrozenSet<{0}>", "IReadOnlySet<{0}>", "IImmutableSet<{0}>"];

    private static readonly string[] Dictionaries =
    [
        "Dictionary<{0}, {1}>", "IDictionary<{0}, {1}>?", "IReadOnlyDictionary<{0}, {1}>", "SortedDictionary<{0}, {1}>", "SortedList<{0}, {1}>", "ConcurrentDictionary<{0}, {1}>",
        "ImmutableDictionary<{0}, {1}>", "ImmutableSortedDictionary<{0}, {1}>", "FrozenDictionary<{0}, {1}>", "ReadOnlyDictionary<{0}, {1}>", "IImmutableDictionary<{0}, {1}>",
    ];

    private static readonly string[] NullableStructs = ["ImmutableArray<", "Memory<", "ReadOnlyMemory<"];
    private static readonly string[] Fillable = ["List<", "HashSet<", "Queue<", "Stack<", "LinkedList<", "Collection<", "ObservableCollection<", "ConcurrentQueue<", "Dictionary<", "SortedDictionary<", "ConcurrentDictionary<", "SortedSet<"];

    private static readonly string[] Keys = ["string", "string", "string", "int", "long", "Guid", "bool", "DateTime", "DateTimeOffset", "char", "decimal", "TimeSpan", "DateOnly", "ulong", "Int128"];
    private static readonly string[] Names = ["A", "IPAddress", "URL", "UserId", "A1B", "X", "Größe", "Snake_case", "HTTPServer2", "_under", "Ünï", "isLower", "K", "Date", "ΑΒΓ", "Value", "Item", "Writer", "Reader", "Present", "Member"];
    private static readonly string[] JsonNames = ["", "with space", "quote\\\"<&>'+`", "größe😀", "\\u2028\\n", "UPPER", "$dollar", "日本", "a.b"];

    private readonly Random _random;
    private readonly List<string> _types = [];
    private readonly List<string> _enums = [];
    private readonly List<string> _objects = [];
    private readonly string _name;
    private int _count;

    private ShapeSource(string name, int seed) => (_name, _random) = (name, new Random(seed));

    /// <summary>A source file that declares one event.</summary>
    /// <param name="name">The name of its namespace; the event is <c>Event</c> in it.</param>
    /// <param name="attribute">What stands before the event besides [SseEvent].</param>
    /// <param name="seed">What decides everything else.</param>
    public static string Create(string name, string attribute, int seed)
    {
        var source = new ShapeSource(name, seed);
        var text = source.Declare("Event", $"[SseEvent(\"e\")] {attribute} ", "partial ", isEvent: true);
        return $$"""
            #nullable enable
            #pragma warning disable
            using System; using System.Collections.Generic; using System.Collections.Concurrent; using System.Collections.Frozen; using System.Collections.Immutable; using System.Collections.ObjectModel;
            using System.Text.Json; using System.Text.Json.Nodes; using System.Text.Json.Serialization; using Sse;
            namespace {{name}}
            {
                {{text}}
                {{string.Join("\n    ", source._types)}}
            }
            """;
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];

    private string Declare(string name, string before, string modifiers, bool isEvent, int depth = 0)
    {
        var kind = Pick(["record", "record", "class", "struct", "record struct"]);
        if (Chance(15)) before += $"[JsonNumberHandling({NumberHandling()})] ";
        if (Chance(10)) before += "[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] ";
        var names = Names.OrderBy(_ => _random.Next()).Take(_random.Next(1, isEvent ? 8 : 5)).ToArray();
        var isPositional = kind is "record" or "record struct" && Chance(60);
        var members = names.Select(member => (Name: member, Type: Type(depth + 1))).ToArray();
        var split = isPositional ? _random.Next(0, members.Length + 1) : 0;
        // What takes arguments can't be filled, nor can a choice of several types.
        var isFilled = split is 0 && !members.Any(member => member.Type.StartsWith("Base", StringComparison.Ordinal)) && Chance(25);
        if (isFilled) before += "[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] ";
        var order = 0;
        var parameters = string.Join(", ", members.Take(split).Select(member => $"{Attributes(member.Type, "property: ", isParameter: true, isEvent, ref order)}{member.Type} {member.Name}"));
        var body = new StringBuilder();
        var callbacks = Callbacks(out var contracts);
        foreach (var (member, type) in members.Skip(split)) body.Append("        ").Append(Member(member, type, kind, isEvent, split is 0, ref order)).Append('\n');
        return $"{before}public {modifiers}{kind} {name}{(split > 0 ? $"({parameters})" : "")}{contracts}\n    {{\n{body}{callbacks}    }}";
    }

    // What is noted shows in the JSON.
    private string Callbacks(out string contracts)
    {
        contracts = "";
        if (!Chance(15)) return "";
        contracts = " : IJsonOnSerializing, IJsonOnDeserializing, IJsonOnDeserialized, IJsonOnSerialized";
        return "        public string? Told { get; set; } void IJsonOnSerializing.OnSerializing() => Told = \"writing\"; void IJsonOnSerialized.OnSerialized() => Told = \"written\"; void IJsonOnDeserializing.OnDeserializing() => Told = \"reading\"; void IJsonOnDeserialized.OnDeserialized() => Told += \"!\";\n";
    }

    private string Member(string name, string type, string kind, bool isEvent, bool canBeFilled, ref int order)
    {
        if (canBeFilled && kind is "class" or "record" && Chance(40) && Fillable.Any(start => type.StartsWith(start, StringComparison.Ordinal)))
            return $"[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public {type} {name} {{ get; {Pick(["", "set; ", "init; "])}}} = new();";
        var attributes = Attributes(type, "", isParameter: false, isEvent, ref order);
        // A struct's initializers need a constructor of its own.
        var start = kind.EndsWith("struct", StringComparison.Ordinal) || type.EndsWith('?') ? "" : " = default!;";
        return _random.Next(8) switch
        {
            0 => $"{attributes}public {type} {name} {{ get; init; }}{start}",
            1 => $"{attributes}[JsonInclude] public {type} {name} {{ get; private set; }}{start}",
            2 => $"{attributes}[JsonInclude] public {type} {name}{(start.Length > 0 ? " = default!;" : ";")}",
            3 when isEvent && kind is not "record" => $"{attributes}public required {type} {name} {{ get; set; }}",
            4 => $"{attributes}[JsonInclude] private {type} {name}{Pick([" { get; set; }", " { get; init; }"])}{start}",
            5 when Chance(50) => $"{attributes}[JsonInclude] private {type} {name}{(start.Length > 0 ? " = default!;" : ";")}",
            _ => $"{attributes}public {type} {name} {{ get; set; }}{start}",
        };
    }

    private string Attributes(string type, string target, bool isParameter, bool isEvent, ref int order)
    {
        var attributes = new StringBuilder();
        if (Chance(10)) attributes.Append(CultureInfo.InvariantCulture, $"[{target}JsonPropertyName(\"{Pick(JsonNames)}{order}\")] ");
        order++;
        if (Chance(8)) attributes.Append(CultureInfo.InvariantCulture, $"[{target}JsonPropertyOrder({_random.Next(-2, 3)})] ");
        if (Chance(15)) attributes.Append(CultureInfo.InvariantCulture, $"[{target}JsonIgnore(Condition = JsonIgnoreCondition.{Condition(type, isParameter, isEvent)})] ");
        if (Chance(25) && IsNumeric(type)) attributes.Append(CultureInfo.InvariantCulture, $"[{target}JsonNumberHandling({NumberHandling()})] ");
        if (_enums.Contains(type) && Chance(30)) attributes.Append(CultureInfo.InvariantCulture, $"[{target}JsonConverter(typeof(JsonStringEnumConverter<{type}>))] ");
        if (Chance(6) && !isParameter && !attributes.ToString().Contains("JsonIgnore", StringComparison.Ordinal)) attributes.Append("[JsonRequired] ");
        return attributes.ToString();
    }

    private string Condition(string type, bool isParameter, bool isEvent)
    {
        // Deeper down no JSON would show that what is never written can't be read.
        if (!isEvent) return Pick(["WhenWritingDefault", "Never"]);
        if (type.EndsWith('?') && Chance(50)) return "WhenWritingNull";
        return isParameter ? Pick(["WhenWritingDefault", "Never", "WhenWriting"]) : Pick(["WhenWritingDefault", "Never", "WhenWriting", "WhenReading", "Always"]);
    }

    private string NumberHandling() => string.Join(" | ", Pick(
        ["Strict", "AllowReadingFromString", "WriteAsString", "AllowNamedFloatingPointLiterals", "AllowReadingFromString,WriteAsString", "AllowReadingFromString,AllowNamedFloatingPointLiterals", "WriteAsString,AllowNamedFloatingPointLiterals"])
        .Split(',').Select(value => $"JsonNumberHandling.{value}"));

    private static bool IsNumeric(string type)
    {
        if (type.EndsWith(">?", StringComparison.Ordinal) && NullableStructs.Any(start => type.StartsWith(start, StringComparison.Ordinal))) return false;
        var bare = type.TrimEnd('?');
        return Numbers.Contains(bare) || Numbers.Any(number => bare == $"{number}[]" || bare.EndsWith($"<{number}>", StringComparison.Ordinal) || bare.EndsWith($"<{number}?>", StringComparison.Ordinal) || bare.EndsWith($", {number}>", StringComparison.Ordinal)) && !bare.StartsWith("Box", StringComparison.Ordinal) && !bare.StartsWith("KeyValuePair", StringComparison.Ordinal) && !bare.EndsWith("Memory<byte>", StringComparison.Ordinal);
    }

    private string Type(int depth) => _random.Next(depth >= MaxDepth ? 6 : 10) switch
    {
        0 or 1 or 2 => Pick(Singles) + (Chance(25) ? "?" : ""),
        3 => Pick(Numbers),
        4 => Pick(References),
        5 => Enum() + (Chance(20) ? "?" : ""),
        6 => string.Format(CultureInfo.InvariantCulture, Pick(Sequences), Type(depth + 1)),
        7 => Chance(40) ? string.Format(CultureInfo.InvariantCulture, Pick(Sets), Pick(["string", "int", "Guid", "long"])) : string.Format(CultureInfo.InvariantCulture, Pick(Dictionaries), Chance(15) ? Enum() : Pick(Keys), Type(depth + 1)),
        8 => Pair(depth),
        _ => Object(depth),
    };

    private string Pair(int depth) => _random.Next(4) switch
    {
        0 => $"KeyValuePair<string, {Type(depth + 1)}>",
        1 => Family(depth),
        _ => Generic(depth),
    };

    private string Enum()
    {
        if (_enums.Count > 0 && Chance(60)) return _enums[_random.Next(_enums.Count)];
        var name = $"{Pick(["Colour", "Status", "HTTPKind"])}{_count++}";
        var flags = Chance(30);
        var values = string.Join(", ", Enumerable.Range(0, _random.Next(1, 6)).Select(i => $"{(Chance(15) ? $"[JsonStringEnumMemberName(\"named {i}\")] " : "")}{Pick(["First", "BigValue", "URLPart", "x"])}{i} = {(flags ? 1 << i : i)}"));
        _types.Add($"{(flags ? "[Flags] " : "")}{(Chance(25) ? $"[JsonConverter(typeof(JsonStringEnumConverter<{name}>))] " : "")}public enum {name} : {Pick(["byte", "sbyte", "short", "int", "uint", "long", "ulong"])} {{ {values} }}");
        _enums.Add(name);
        return name;
    }

    private string Object(int depth)
    {
        if (_objects.Count > 0 && Chance(40)) return _objects[_random.Next(_objects.Count)] + "?";
        var name = $"Part{_count++}";
        var text = Declare(name, "", "", isEvent: false, depth);
        _types.Add(text);
        _objects.Add(name);
        return name + (Chance(30) ? "?" : "");
    }

    private string Generic(int depth)
    {
        var name = $"Box{_count++}";
        _types.Add($"public {Pick(["record", "record struct"])} {name}<T>(T Content, {Pick(["int", "string?", "double?"])} Weight);");
        return $"{name}<{Type(depth + 1)}>";
    }

    private string Family(int depth)
    {
        var name = $"Base{_count++}";
        var isText = Chance(70);
        _types.Add($$"""
            [JsonPolymorphic{{(Chance(50) ? "(TypeDiscriminatorPropertyName = \"kind\")" : "")}}]
                [JsonDerivedType(typeof({{name}}A), {{(isText ? "\"a<\"" : "1")}})] [JsonDerivedType(typeof({{name}}B), {{(isText ? "\"b\"" : "2")}})]
                public abstract record {{name}}(string? Id);
                public sealed record {{name}}A(string? Id, {{Type(depth + 1)}} One) : {{name}}(Id);
                public sealed record {{name}}B(string? Id) : {{name}}(Id) { {{(Chance(50) ? $"public {name}? Next {{ get; set; }}" : $"public {Type(depth + 1)} Two {{ get; set; }}")}} }
            """);
        return name;
    }
}
