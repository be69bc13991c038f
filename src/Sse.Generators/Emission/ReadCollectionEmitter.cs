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
            case FilledModel or GivenModel:
                var filling = Begin(source, model.Making, model.Callbacks);
                source.Line($"while (reader.ReadElement()) {Target(filling)}.{filling.Add}({element});");
                End(source, filling, model.Type, model.Callbacks);
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
        source.Line("reader.StartObject();");
        var converted = model.Making as ConvertedModel;
        var type = $"{Generic}.Dictionary<{model.KeyType}, {model.ValueType}>";
        var filling = Begin(source, converted is null ? model.Making : new FilledModel(type, new FillingModel(null, "")), model.Callbacks);
        var value = ReadingEmitter.Value(model.Value);
        if (model.Key is null)
        {
            source.Line($"while (reader.ReadKey(out var key)) {Target(filling)}[key] = {value};");
        }
        else
        {
            // A converter expects the name itself; everything else reads it as the text that it is.
            var isConverted = model.Key is ReadConverterModel;
            source.Open($"while (reader.ReadName(out {(isConverted ? "_" : "var name")}))");
            source.Line($"var key = {ReadingEmitter.Value(model.Key, isConverted ? "reader" : "name")};\nreader.ReadValue();\n{Target(filling)}[key] = {value};");
            source.Close();
        }
        if (converted is not null) source.Line($"return {converted.Method}(value);");
        else End(source, filling, model.Type, model.Callbacks);
    }

    private static FillingModel Begin(SourceWriter source, MakingModel making, CallbackModel? callbacks)
    {
        var filling = making is FilledModel made ? made.Filling : ((GivenModel)making).Filling;
        if (making is FilledModel { Type: var name }) source.Line($"var value = new {name}();");
        if (filling.As is { } view) source.Line($"{view} target = value;");
        if (filling.AsksReadOnly) source.Line($"if ({Target(filling)}.IsReadOnly) throw reader.Unfillable(\"the collection is read-only\");");
        if (CallbackEmitter.Before(callbacks, Target(filling)) is { } before) source.Line(before);
        return filling;
    }

    private static void End(SourceWriter source, FillingModel filling, string type, CallbackModel? callbacks)
    {
        if (CallbackEmitter.After(callbacks, Target(filling)) is { } after) source.Line(after);
        source.Line(filling.IsStruct ? $"return ({type})target;" : "return value;");
    }

    private static string Target(FillingModel model) => model.As is null ? "value" : "target";
}
