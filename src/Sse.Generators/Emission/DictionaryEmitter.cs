using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how a dictionary is written.</summary>
internal static class DictionaryEmitter
{
    public static void Emit(FrameBody body, DictionaryFunctionModel model)
    {
        if (CallbackEmitter.Before(model.Callbacks) is { } before) body.Statement(before);
        body.Start("{");
        var entries = "value";
        if (model.View is { } view)
        {
            entries = "entries";
            body.Statement($"{view} entries = value;");
        }
        body.Statement("var separate = false;");
        body.Open($"foreach (var pair in {entries})");
        body.Statement("if (separate) writer.WriteRaw(\",\"u8);\nseparate = true;");
        body.Statement(model.Key is { } function ? $"{function}(ref writer, pair.Key);" : "writer.WritePropertyName(pair.Key);");
        body.Value(model.Value, "pair.Value", "present");
        body.Close();
        body.End("}");
        if (CallbackEmitter.After(model.Callbacks) is { } after) body.Statement(after);
    }
}
