using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the fields that hold an event's converters, and before them the options that these are given.</summary>
internal static class ConverterEmitter
{
    public static void Emit(SourceWriter source, EquatableArray<ConverterModel> converters, EquatableArray<OptionsModel> options)
    {
        if (converters.Count is 0 && options.Count is 0) return;
        source.Line();
        source.Line(GeneratedFile.Attribute);
        source.Open($"private static class {ConverterModel.ClassName}");
        foreach (var made in options) source.Line($"public static readonly global::System.Text.Json.JsonSerializerOptions {made.Name} = {made.Creation};");
        foreach (var converter in converters)
            source.Line($"public static readonly global::Sse.SseConverter<{converter.Type}> {converter.Name} = new({converter.Creation});");
        source.Close();
    }
}
