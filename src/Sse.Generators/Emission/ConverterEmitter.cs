using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits the fields that hold an event's converters.</summary>
internal static class ConverterEmitter
{
    public static void Emit(SourceWriter source, EquatableArray<ConverterModel> converters)
    {
        if (converters.Count is 0) return;
        source.Line();
        source.Line(GeneratedFile.Attribute);
        source.Open($"private static class {ConverterModel.ClassName}");
        foreach (var converter in converters)
            source.Line($"public static readonly global::Sse.SseConverter<{converter.Type}> {converter.Name} = new({converter.Creation});");
        source.Close();
    }
}
