using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the local function that writes one composite type.</summary>
internal static class FunctionEmitter
{
    public static void Emit(SourceWriter source, FunctionModel function)
    {
        source.Open($"static void {function.Name}(ref global::Sse.SseFrameWriter writer, {function.Type} value)");
        if (function.AcceptsNull)
        {
            source.Open("if (value is null)");
            source.Line("writer.WriteNull();\nreturn;");
            source.Close();
        }
        var body = new FrameBody(source);
        switch (function)
        {
            case ObjectFunctionModel model: new ObjectEmitter(body, model.Members).Emit(); break;
            case ListFunctionModel model: EmitList(body, model); break;
            case DictionaryFunctionModel model: EmitDictionary(body, model); break;
            case NamedEnumFunctionModel model: EmitEnum(body, model); break;
            default: throw new ArgumentOutOfRangeException(nameof(function));
        }
        body.Flush();
        source.Close();
    }

    private static void EmitList(FrameBody body, ListFunctionModel model)
    {
        if (model.Access is ListAccess.ImmutableArrayIndex)
            body.Statement("if (value.IsDefault) throw new global::System.ArgumentException(\"An ImmutableArray<T> of the event is not initialized.\", nameof(value));");
        body.Literal("[");
        if (model.Access is ListAccess.Enumeration)
        {
            body.Statement("var separate = false;");
            body.Open("foreach (var item in value)");
            body.Statement("if (separate) writer.WriteRaw(\",\"u8);\nseparate = true;");
            ValueEmitter.Emit(body, model.Element, "item", "present");
        }
        else
        {
            var length = model.Access is ListAccess.ListIndex ? "Count" : "Length";
            body.Open($"for (var i = 0; i < value.{length}; i++)");
            body.Statement("if (i > 0) writer.WriteRaw(\",\"u8);");
            ValueEmitter.Emit(body, model.Element, "value[i]", "present");
        }
        body.Close();
        body.Literal("]");
    }

    private static void EmitDictionary(FrameBody body, DictionaryFunctionModel model)
    {
        body.Literal("{");
        body.Statement("var separate = false;");
        body.Open("foreach (var pair in value)");
        body.Statement("if (separate) writer.WriteRaw(\",\"u8);\nseparate = true;\nwriter.WritePropertyName(pair.Key);");
        ValueEmitter.Emit(body, model.Value, "pair.Value", "present");
        body.Close();
        body.Literal("}");
    }

    private static void EmitEnum(FrameBody body, NamedEnumFunctionModel model)
    {
        body.Open("switch (value)");
        foreach (var name in model.Names)
            body.Statement($"case {name.Member}: writer.WriteRaw({Literals.String($"\"{name.JsonName}\"")}u8); break;");
        body.Statement($"default: writer.WriteNumber(({model.UnderlyingType})value); break;");
        body.Close();
    }
}
