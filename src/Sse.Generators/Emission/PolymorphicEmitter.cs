using System.Globalization;
using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how a value of a type that stands for others finds the function of its own type.</summary>
internal static class PolymorphicEmitter
{
    public static void Emit(FrameBody body, PolymorphicFunctionModel model)
    {
        foreach (var derived in model.Derived)
            body.Statement($"if (value.GetType() == typeof({derived.Type}))\n{{\n    {derived.Function}(ref writer, ({derived.Type})value);\n    return;\n}}");
        var type = model.Type.TrimEnd('?');
        var refusal = $"throw new global::System.NotSupportedException($\"{{value.GetType()}} is none of the types that are listed for it with [JsonDerivedType].\");";
        if (model.Unknown is UnknownDerived.AsNearest)
        {
            body.Open($"for (var type = value.GetType().BaseType; type is not null && type != typeof({type}); type = type.BaseType)");
            foreach (var derived in model.Derived)
                body.Statement($"if (type == typeof({derived.Type}))\n{{\n    {derived.Function}(ref writer, ({derived.Type})value);\n    return;\n}}");
            body.Close();
        }
        else if (model.Unknown is UnknownDerived.Refused)
        {
            body.Statement(model.Base is null ? refusal : $"if (value.GetType() != typeof({type})) {refusal}");
        }
        if (model.Base is not null) body.Statement($"{model.Base}(ref writer, value);");
    }

    public static void Emit(SourceWriter source, ReadPolymorphicModel model)
    {
        source.Open($"switch (reader.ReadDiscriminator({model.Name}Types))");
        for (var i = 0; i < model.Derived.Count; i++)
            source.Line($"case {i.ToString(CultureInfo.InvariantCulture)}: return {model.Derived[i].Function}(ref reader);");
        source.Line(model.Base is { } own ? $"default: return {own}(ref reader);" : $"default: throw reader.Missing({Literals.String(model.Discriminator)});");
        source.Close();
    }
}
