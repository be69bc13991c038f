using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the local function that writes one composite type.</summary>
internal static class FunctionEmitter
{
    public static void Emit(SourceWriter source, FunctionModel function, bool countsDepth)
    {
        source.Open($"static void {function.Name}(ref global::Sse.SseFrameWriter writer, {function.Type} value)");
        if (function.AcceptsNull)
        {
            source.Open("if (value is null)");
            source.Line("writer.WriteNull();\nreturn;");
            source.Close();
        }
        var body = new FrameBody(source, countsDepth);
        switch (function)
        {
            case ObjectFunctionModel model: new ObjectEmitter(body, model.Content).Emit(); break;
            case ListFunctionModel model: ListEmitter.Emit(body, model); break;
            case DictionaryFunctionModel model: DictionaryEmitter.Emit(body, model); break;
            case PolymorphicFunctionModel model: PolymorphicEmitter.Emit(body, model); break;
            case NamedEnumFunctionModel model: EnumEmitter.Emit(body, model); break;
            default: throw new ArgumentOutOfRangeException(nameof(function));
        }
        body.Flush();
        source.Close();
    }
}
