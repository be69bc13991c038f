using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how sequences and dictionaries are read.</summary>
internal static class ReadCollectionEmitter
{
    private const string Generic = "global::System.Collections.Generic";

    public static void Emit(SourceWriter source, ReadListModel model)
    {
        var element = ReadingEmitter.Value(model.Element);
        source.Line("reader.StartArray();");
        switch (model.Making)
        {
            case FilledModel filled:
                source.Line($"var items = new {filled.Type}();");
                source.Line($"while (reader.ReadElement()) {Target(filled, "items")}.{filled.Add}({element});\nreturn items;");
                break;
            case ConvertedModel converted:
                source.Line($"var items = new global::Sse.SseListBuilder<{model.ElementType}>();");
                source.Line($"while (reader.ReadElement()) items.Add({element});\nreturn {converted.Method}(items.ToList());");
                break;
            case BuiltModel built:
                source.Line($"var items = new global::Sse.SseListBuilder<{model.ElementType}>();");
                source.Line($"while (reader.ReadElement()) items.Add({element});\nreturn items.{built.Method}();");
                break;
            default: throw new ArgumentOutOfRangeException(nameof(model));
        }
    }

    public static void Emit(SourceWriter source, ReadDictionaryModel model)
    {
        var filled = model.Making as FilledModel;
        source.Line($"reader.StartObject();\nvar entries = new {filled?.Type ?? $"{Generic}.Dictionary<{model.KeyType}, {model.ValueType}>"}();");
        var target = filled is null ? "entries" : Target(filled, "entries");
        var value = ReadingEmitter.Value(model.Value);
        if (model.Key is null)
        {
            source.Line($"while (reader.ReadKey(out var key)) {target}[key] = {value};");
        }
        else
        {
            // A converter expects the name itself; everything else reads it as the text that it is.
            var isConverted = model.Key is ReadConverterModel;
            source.Open($"while (reader.ReadName(out {(isConverted ? "_" : "var name")}))");
            source.Line($"var key = {ReadingEmitter.Value(model.Key, isConverted ? "reader" : "name")};\nreader.ReadValue();\n{target}[key] = {value};");
            source.Close();
        }
        source.Line(model.Making is ConvertedModel converted ? $"return {converted.Method}(entries);" : "return entries;");
    }

    private static string Target(FilledModel model, string variable) => model.FilledAs is { } type ? $"(({type}){variable})" : variable;
}
