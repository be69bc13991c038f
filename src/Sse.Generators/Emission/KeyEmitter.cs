using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how an event writes its key.</summary>
internal static class KeyEmitter
{
    public static void Emit(SourceWriter source, EventModel model, KeyModel key)
    {
        source.Line();
        source.Line("/// <inheritdoc/>");
        source.Line(GeneratedFile.Attribute);
        source.Line($"static bool global::Sse.ISseKeyed<{model.TypeName}>.IsRemoval => {(key.IsRemoval ? "true" : "false")};\n");
        source.Line("/// <inheritdoc/>");
        source.Line(GeneratedFile.Attribute);
        source.Open($"static void global::Sse.ISseKeyed<{model.TypeName}>.WriteKey(ref global::Sse.SseFrameWriter writer, {model.TypeName} value)");
        if (model.IsReferenceType) source.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        var body = new FrameBody(source, countsDepth: false);
        body.Literal(key.EventName + "\n");
        for (var i = 0; i < key.Parts.Count; i++)
        {
            var part = key.Parts[i];
            if (i > 0) body.Literal(",");
            var access = $"value.{Literals.Member(part.Name)}";
            if (part.CanBeNull) access += $" ?? throw new global::System.ArgumentException({Literals.String($"The key member {part.Name} is null.")}, \"value\")";
            ValueEmitter.Emit(body, part.Value, access, body.Local(part.Name));
        }
        body.Flush();
        source.Close();
    }
}
