using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the generated part of one hub.</summary>
internal static class HubEmitter
{
    public static string Emit(HubModel model)
    {
        var source = new SourceWriter();
        source.Line(GeneratedFile.Header(model.Warnings));
        var depth = model.Containers.Count + 1;
        if (model.Namespace is { } ns)
        {
            source.Open($"namespace {ns}");
            depth++;
        }
        foreach (var container in model.Containers) source.Open(container);
        if (model.IsOutsideCls) source.Line("[global::System.CLSCompliant(false)]");
        source.Open(model.HasBase ? $"{model.Header} : global::Sse.SseHub, global::Sse.ISseHub<{model.TypeName}>" : model.Header);
        if (model.HasBase) EmitCreation(source, model);
        new PublisherEmitter(source, model).Emit();
        MatchEmitter.Emit(source, model);
        FormEmitter.Emit(source, model);
        for (; depth > 0; depth--) source.Close();
        return source.ToString();
    }

    private static void EmitCreation(SourceWriter source, HubModel model)
    {
        if (model.Json is { } json)
        {
            source.Line("/// <inheritdoc/>");
            source.Line(GeneratedFile.Attribute);
            source.Line($"static global::Sse.SseJsonAttribute global::Sse.ISseHub<{model.TypeName}>.Json => new() {{ {json} }};\n");
        }
        source.Line(GeneratedFile.Attribute);
        source.Line($"private {model.Identifier}(global::Sse.SseHubCore core) : base(core) {{ }}\n");
        source.Line("/// <inheritdoc/>");
        source.Line(GeneratedFile.Attribute);
        source.Line($"static {model.TypeName} global::Sse.ISseHub<{model.TypeName}>.Create(global::Sse.SseHubCore core) => new(core);\n");
        source.Line("/// <inheritdoc/>");
        source.Line(GeneratedFile.Attribute);
        source.Open($"static bool global::Sse.ISseHub<{model.TypeName}>.TryRead(string name, global::System.ReadOnlySpan<byte> data, [global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out object? value)");
        var readable = model.Events.Where(item => item.IsReadable && model.Refusal is null).ToList();
        foreach (var item in readable.Where(item => item.NamesItself))
        {
            source.Open($"if (string.Equals(name, global::Sse.SseData.NameOf<{item.TypeName}>(), global::System.StringComparison.Ordinal))");
            source.Line($"value = global::Sse.SseData.Read<{item.TypeName}, {item.Format}>(data);\nreturn true;");
            source.Close();
        }
        source.Open("switch (name)");
        foreach (var item in readable.Where(item => !item.NamesItself))
        {
            source.Line($"case {Literals.String(item.EventName)}:");
            source.Line($"    value = global::Sse.SseData.Read<{item.TypeName}, {item.Format}>(data);\n    return true;");
        }
        source.Line("default:\n    value = null;\n    return false;");
        source.Close();
        source.Close();
        source.Line();
        HubKeyEmitter.Emit(source, model);
        ContractEmitter.Emit(source, model);
    }
}
