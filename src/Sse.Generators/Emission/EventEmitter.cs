using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the generated part of one event.</summary>
internal static class EventEmitter
{
    public static string Emit(EventModel model)
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
        if (model.Key is { IsRemoval: false } key) source.Line($"[global::Sse.SseKeyMembers({string.Join(", ", key.Parts.Select(part => Literals.String(part.Name)))})]");
        source.Open($"{model.Header} : {Contracts(model, "ISseEvent")}");
        EmitMembers(source, model);
        for (; depth > 0; depth--) source.Close();
        return source.ToString();
    }

    /// <summary>What a form of an event implements.</summary>
    /// <param name="model">The form.</param>
    /// <param name="kind">The contract of the writing part.</param>
    public static string Contracts(EventModel model, string kind)
    {
        var contracts = $"global::Sse.{kind}<{model.TypeName}>";
        if (model.Key is not null) contracts += $", global::Sse.ISseKeyed<{model.TypeName}>";
        return model.Reading is null ? contracts : $"{contracts}, global::Sse.ISseReadable<{model.TypeName}>";
    }

    /// <summary>Emits what a form of an event consists of.</summary>
    public static void EmitMembers(SourceWriter source, EventModel model)
    {
        if (model.Refusal is not null)
        {
            RefusedEventEmitter.Emit(source, model);
            return;
        }
        EmitName(source, model);
        source.Line();
        EmitFrame(source, model);
        ContractEmitter.Emit(source, model);
        if (model.Key is { } key) KeyEmitter.Emit(source, model, key);
        ConverterEmitter.Emit(source, model.Converters, model.Options);
        AccessorEmitter.Emit(source, model.Accessors);
        if (model.Reading is { } reading) ReadingEmitter.Emit(source, model, reading);
    }

    private static void EmitName(SourceWriter source, EventModel model)
    {
        source.Line("/// <inheritdoc/>");
        source.Line(GeneratedFile.Attribute);
        source.Line($"static string global::Sse.ISseFormat<{model.TypeName}>.EventName => {Literals.String(model.EventName)};");
    }

    private static void EmitFrame(SourceWriter source, EventModel model)
    {
        source.Line("/// <inheritdoc/>");
        source.Line(GeneratedFile.Attribute);
        source.Open($"static void global::Sse.ISseFormat<{model.TypeName}>.WriteFrame(ref global::Sse.SseFrameWriter writer, {model.TypeName} value)");
        if (model.IsReferenceType) source.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        if (model.IsRelaxed) source.Line("writer.IsRelaxed = true;");
        var body = new FrameBody(source, model.CountsDepth);
        body.Literal(model.EventName is "message" ? "data: " : $"event: {model.EventName}\ndata: ");
        new ObjectEmitter(body, model.Content!).Emit();
        body.Literal("\n\n");
        body.Flush();
        if (model.IsRelaxed) source.Line("writer.IsRelaxed = false;");
        foreach (var function in model.Functions)
        {
            source.Line();
            FunctionEmitter.Emit(source, function, model.CountsDepth);
        }
        source.Close();
    }
}
