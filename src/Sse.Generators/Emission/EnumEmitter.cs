using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how an enum is written by its names.</summary>
internal static class EnumEmitter
{
    public static void Emit(FrameBody body, NamedEnumFunctionModel model)
    {
        var colon = model.IsKey ? ":" : "";
        body.Open("switch (value)");
        foreach (var name in model.Names)
            body.Statement($"case {name.Member}: writer.WriteRaw({Literals.String($"\"{name.JsonName}\"{colon}")}u8); break;");
        body.Statement($"default: {Rest(model)} break;");
        body.Close();
    }

    private static string Rest(NamedEnumFunctionModel model) => model switch
    {
        { Converter: { } converter, IsKey: true } => $"{ConverterModel.Field(converter)}.WritePropertyName(ref writer, value);",
        { Converter: { } converter } => $"{ConverterModel.Field(converter)}.Write(ref writer, value);",
        { IsKey: true } => $"writer.WritePropertyName(({model.UnderlyingType})value);",
        _ => $"writer.WriteNumber(({model.UnderlyingType})value);",
    };
}
