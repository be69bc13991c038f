using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the statement that writes one value.</summary>
internal static class ValueEmitter
{
    /// <summary>Emits the statement.</summary>
    /// <param name="body">Where the statement goes.</param>
    /// <param name="model">How the value is written.</param>
    /// <param name="expression">The value in C#; it is evaluated once.</param>
    /// <param name="local">The name of a variable for a value that has to be looked at first.</param>
    public static void Emit(FrameBody body, ValueModel model, string expression, string local)
    {
        if (model is EmptyObjectModel) body.Literal("{}");
        else if (model is not NullableModel nullable) body.Statement(Call(model, expression));
        else if (nullable.Inner is EmptyObjectModel) body.Statement($"writer.WriteRaw({expression} is null ? \"null\"u8 : \"{{}}\"u8);");
        else
        {
            body.Statement($"if ({expression} is {{ }} {local}) {Call(nullable.Inner, local)}");
            body.Statement("else writer.WriteNull();");
        }
    }

    /// <summary>The call that writes a value which is not nullable.</summary>
    public static string Call(ValueModel model, string expression) => model switch
    {
        PrimitiveModel primitive => $"writer.{primitive.Method}({expression}{primitive.Suffix});",
        NumericEnumModel numeric => $"writer.WriteNumber(({numeric.UnderlyingType}){expression});",
        ConverterValueModel converter => $"{ConverterModel.Field(converter.Field)}.Write(ref writer, {expression});",
        CompositeModel composite => $"{composite.Function}(ref writer, {expression});",
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };
}
