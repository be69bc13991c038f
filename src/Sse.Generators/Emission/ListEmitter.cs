using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how a sequence is written.</summary>
internal static class ListEmitter
{
    public static void Emit(FrameBody body, ListFunctionModel model)
    {
        if (model.Access is ListAccess.ImmutableArrayIndex)
            body.Statement("if (value.IsDefault) throw new global::System.ArgumentException(\"An ImmutableArray<T> of the event is not initialized.\", \"value\");");
        if (CallbackEmitter.Before(model.Callbacks) is { } before) body.Statement(before);
        body.Start("[");
        var items = "value";
        if (model.View is { } view || model.Access is ListAccess.SpanIndex)
        {
            items = "items";
            body.Statement(model.View is { } type ? $"{type} items = value;" : "var items = value.Span;");
        }
        if (model.Access is ListAccess.Enumeration)
        {
            body.Statement("var separate = false;");
            body.Open($"foreach (var item in {items})");
            body.Statement("if (separate) writer.WriteRaw(\",\"u8);\nseparate = true;");
            body.Value(model.Element, "item", "present");
        }
        else
        {
            var length = model.Access is ListAccess.ListIndex ? "Count" : "Length";
            body.Open($"for (var i = 0; i < {items}.{length}; i++)");
            body.Statement("if (i > 0) writer.WriteRaw(\",\"u8);");
            body.Value(model.Element, $"{items}[i]", "present");
        }
        body.Close();
        body.End("]");
        if (CallbackEmitter.After(model.Callbacks) is { } after) body.Statement(after);
    }
}
