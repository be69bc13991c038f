namespace Sse;

/// <summary>Writes the module of a hub: the types of its events, their union, and the class that reads them.</summary>
internal static class HubModule
{
    private static readonly string[] Imported = ["SseHub", "SseEvent", "SseOptions", "SseShape", "URL", "Omit"];

    public static string Write(ContractDocument hub, bool exactNumbers)
    {
        var taken = new HashSet<string>(Imported, StringComparer.Ordinal);
        var name = Names.Unique(Names.Identifier(hub.Hub!), taken);
        var union = Names.Unique($"{(name.EndsWith("Hub", StringComparison.Ordinal) && name.Length > 3 ? name[..^3] : name)}Event", taken);
        var types = new HubTypes(hub, taken);
        var shapes = new ExactShapes(types);
        var isExact = exactNumbers && types.Declared.Any(type => shapes.IsExact(type.Name));

        var source = new SourceText()
            .Line($"// Generated from the contract of {hub.FullName} by 'dotnet sse typescript': changes here are lost.")
            .Line()
            .Line($"import {{ SseHub, type SseEvent, type SseOptions{(isExact ? ", type SseShape" : "")} }} from './sse.js';")
            .Line();
        var declarations = new Declarations(new TypeText(types, exactNumbers), exactNumbers);
        foreach (var type in types.Declared)
        {
            declarations.Write(source, type);
            source.Line();
        }
        if (isExact) WriteShapes(source, types, shapes);
        WriteUnion(source, hub, name, union, types);
        WriteClass(source, hub, name, union, isExact ? ShapesOf(hub, types, shapes) : "");
        return source.ToString();
    }

    private static void WriteShapes(SourceText source, HubTypes types, ExactShapes shapes)
    {
        foreach (var type in types.Declared.Where(type => shapes.IsExact(type.Name)))
            source.Line($"const {ExactShapes.NameOf(type.Name)}: SseShape = {shapes.Of(type.Owner, type.Schema)};");
        source.Line();
    }

    private static void WriteUnion(SourceText source, ContractDocument hub, string name, string union, HubTypes types)
    {
        var events = hub.Events.Select(e => $"SseEvent<{Names.Quoted(e.Name)}, {types.NameOf(e, "")}>").ToList();
        source.Line($"/** The events of {{@link {name}}}. */");
        if (events is [var only]) source.Line($"export type {union} = {only};").Line();
        else source.Line($"export type {union} =\n{string.Join('\n', events.Select(e => $"  | {e}"))};").Line();
    }

    private static void WriteClass(SourceText source, ContractDocument hub, string name, string union, string shapes)
    {
        var options = hub.HasTopics ? "SseOptions" : "Omit<SseOptions, 'topics'>";
        source
            .Doc("", Docs.Of(hub.Description, hub.IsDeprecated))
            .Line($"export class {name} extends SseHub<{union}> {{")
            .Line($"  /** @param url - Where the application has mapped the hub, such as {(hub.HasTopics ? "`/market` or `/market/{topic}`" : "`/market`")}. */")
            .Line($"  constructor(url: string | URL, options: {options} = {{}}) {{")
            .Line($"    super(url, [{string.Join(", ", hub.Events.Select(e => Names.Quoted(e.Name)))}], options{shapes});")
            .Line("  }")
            .Line("}");
    }

    private static string ShapesOf(ContractDocument hub, HubTypes types, ExactShapes shapes)
    {
        var named = hub.Events.Select(e => (Event: e.Name, Type: types.NameOf(e, ""))).Where(e => shapes.IsExact(e.Type)).Select(e => $"{Names.Key(e.Event)}: {ExactShapes.NameOf(e.Type)}");
        return $", {{ {string.Join(", ", named)} }}";
    }
}
