using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how an event is read: the contract's member, and a nested class with a function for each type.</summary>
internal static class ReadingEmitter
{
    private const string Reader = "ref global::Sse.SseJsonReader reader";

    /// <summary>The header of a function that reads a type, or fills a value of it.</summary>
    public static string Header(ReadFunctionModel function) => $"public static {function.Type} {function.Name}({Reader}{(function.IsFilling ? $", {function.Type} value" : "")})";

    public static void Emit(SourceWriter source, EventModel model, ReadingModel reading)
    {
        source.Line();
        source.Line("/// <inheritdoc/>");
        source.Line(GeneratedFile.Attribute);
        source.Open($"static {model.TypeName} global::Sse.ISseReadable<{model.TypeName}>.Read(global::System.ReadOnlySpan<byte> data)");
        source.Line($"var reader = new global::Sse.SseJsonReader(data, {Literals.String(model.EventName)});");
        source.Line($"var value = {reading.ClassName}.{reading.Root}(ref reader);");
        source.Line("reader.End();\nreturn value;");
        source.Close();
        source.Line();
        source.Line(GeneratedFile.Attribute);
        source.Open($"private static class {reading.ClassName}");
        for (var i = 0; i < reading.Functions.Count; i++)
        {
            if (i > 0) source.Line();
            Emit(source, reading.Functions[i]);
        }
        source.Close();
    }

    private static void Emit(SourceWriter source, ReadFunctionModel function)
    {
        if (function is ReadObjectModel composite)
        {
            new ReadObjectEmitter(source, composite).Emit();
            return;
        }
        if (function is ReadPolymorphicModel types) source.Line($"private static readonly global::Sse.SseDiscriminators {types.Name}Types = new({Literals.String(types.Discriminator)}, {(types.IgnoresUnknown ? "true" : "false")}, {string.Join(", ", types.Derived.Select(derived => derived.Value))});\n");
        if (function is ReadNamedEnumModel names) EmitNames(source, names);
        if (function is ReadEmptyModel) source.Line($"private static global::Sse.SseMemberNames? {function.Name}Members;\n");
        source.Open(Header(function));
        switch (function)
        {
            case ReadListModel list: ReadCollectionEmitter.Emit(source, list); break;
            case ReadDictionaryModel dictionary: ReadCollectionEmitter.Emit(source, dictionary); break;
            case ReadPolymorphicModel polymorphic: PolymorphicEmitter.Emit(source, polymorphic); break;
            case ReadNumberEnumModel number: source.Line($"return ({number.Type})reader.Strict().{number.Method}();"); break;
            case ReadNamedEnumModel: source.Line($"return reader.GetEnum({function.Name}Names);"); break;
            case ReadEmptyModel: source.Line($"var members = global::Sse.SseMemberNames.Of(ref {function.Name}Members, \"\");\nreader.StartObject();\nvar member = -1;\nwhile (reader.ReadMember(members, ref member)) {{ }}\nreturn {(function.IsFilling ? "value" : "default")};"); break;
            default: throw new ArgumentOutOfRangeException(nameof(function));
        }
        source.Close();
    }

    /// <summary>The expression that reads a value.</summary>
    public static string Value(ReadValueModel model, string reader = "reader") => model switch
    {
        ReadPrimitiveModel primitive => $"{reader}.{primitive.Method}()",
        ReadConverterModel { IsName: true } converter => $"{ConverterModel.Field(converter.Field)}.ReadName(ref {reader})",
        ReadConverterModel converter => $"{ConverterModel.Field(converter.Field)}.Read(ref {reader})!",
        ReadNullableModel nullable => $"reader.IsNull ? default({nullable.Type}?) : {Value(nullable.Inner)}",
        ReadCompositeModel { Null: { } value } composite => $"{reader}.IsNull ? {value} : {composite.Function}(ref {reader})",
        ReadCompositeModel composite => $"{composite.Function}(ref {reader})",
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    private static void EmitNames(SourceWriter source, ReadNamedEnumModel model)
    {
        var names = model.Names.Select(name => $"({Literals.String(name.JsonName)}, {name.Member}, {(name.AnyCase ? "true" : "false")})");
        source.Line($"private static readonly global::Sse.SseEnumNames<{model.Type}> {model.Name}Names = new({string.Join(", ", names)});\n");
    }
}
