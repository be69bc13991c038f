using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the members of an event that was refused: call sites and hubs go on compiling, and the author sees one error.</summary>
internal static class RefusedEventEmitter
{
    public static void Emit(SourceWriter source, EventModel model)
    {
        var refusal = $"throw new global::System.NotSupportedException({Literals.String($"This event can't be written: {model.Refusal}.")})";
        Member($"string global::Sse.ISseFormat<{model.TypeName}>.EventName => {refusal};");
        source.Line();
        Member($"void global::Sse.ISseFormat<{model.TypeName}>.WriteFrame(ref global::Sse.SseFrameWriter writer, {model.TypeName} value) =>\n    {refusal};");
        if (model.Key is not null)
        {
            source.Line();
            Member($"bool global::Sse.ISseKeyed<{model.TypeName}>.IsRemoval => {refusal};");
            source.Line();
            Member($"void global::Sse.ISseKeyed<{model.TypeName}>.WriteKey(ref global::Sse.SseFrameWriter writer, {model.TypeName} value) =>\n    {refusal};");
        }
        if (model.Reading is null) return;
        source.Line();
        Member($"{model.TypeName} global::Sse.ISseReadable<{model.TypeName}>.Read(global::System.ReadOnlySpan<byte> data) =>\n    {refusal};");

        void Member(string declaration)
        {
            source.Line("/// <inheritdoc/>");
            source.Line(GeneratedFile.Attribute);
            source.Line("static " + declaration);
        }
    }
}
