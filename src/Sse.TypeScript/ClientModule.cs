using System.Text;

namespace Sse;

/// <summary>The client that all modules of hubs share: one module, of parts that each know those before them.</summary>
internal static class ClientModule
{
    private static readonly string[] Parts =
        ["frames", "errors", "options", "parser", "backoff", "attempt", "address", "events", "exact-json", "transport", "content-type", "fetching", "event-source", "ticketing", "reading", "hub", "newest"];

    public static readonly IReadOnlyList<(SseTypeScriptHooks Hooks, string File)> Hooks =
        [(SseTypeScriptHooks.React, "sse-react.ts"), (SseTypeScriptHooks.Vue, "sse-vue.ts"), (SseTypeScriptHooks.Svelte, "sse-svelte.ts")];

    /// <summary>The module's text.</summary>
    public static string Text { get; } = Join();

    /// <summary>A part, or a framework's module, as it lies in this assembly.</summary>
    public static string Read(string file)
    {
        using var stream = typeof(ClientModule).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"The assembly lacks '{file}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Join()
    {
        var text = new StringBuilder("// The client of Sse's hubs. It needs nothing else: no package, no framework. Written by 'dotnet sse typescript': changes here are lost.\n");
        foreach (var part in Parts) text.Append('\n').Append(WithoutImports(Read($"{part}.ts")));
        return text.ToString();
    }

    private static string WithoutImports(string part) =>
        string.Join('\n', part.Split('\n').Where(line => !line.StartsWith("import ", StringComparison.Ordinal))).TrimStart('\n');
}
