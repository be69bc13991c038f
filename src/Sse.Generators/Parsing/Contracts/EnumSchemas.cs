using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Enums by their numbers and by their names. What has no name is not told: it would be written as a number all the same.</summary>
internal sealed class EnumSchemas(DocComments comments)
{
    /// <summary>An enum that is its number.</summary>
    public Schema ByNumber(INamedTypeSymbol type)
    {
        var format = NumberSchemas.Format(type.EnumUnderlyingType!);
        var schema = comments.Describe(Schema.OfType("integer").With("format", JsonText.Quote(format)), type);
        var values = EnumParser.FirstOfEach(type).ToArray();
        if (EnumParser.IsFlags(type)) return WithFlags(schema, values, constant => constant.Name);
        if (values.Length > 0) schema = schema.With("enum", JsonText.Array(values.Select(Number))).With("x-enumNames", JsonText.Array(values.Select(constant => JsonText.Quote(constant.Name))));
        return WithDescriptions(schema, values);
    }

    /// <summary>An enum that is its names.</summary>
    public Schema ByName(JsonShape.NamedEnum shape)
    {
        var schema = comments.Describe(Schema.OfType("string"), shape.Type);
        var values = EnumParser.Written(shape.Type).ToArray();
        if (EnumParser.IsFlags(shape.Type)) return WithFlags(schema, values, constant => EnumParser.JsonName(constant, shape.Naming)!);
        if (values.Length > 0) schema = schema.With("enum", Names(shape, values));
        return WithDescriptions(schema, values);
    }

    /// <summary>An enum as the key of a dictionary; null for any text, as flags are.</summary>
    public static Schema? OfKey(JsonShape.NamedEnum shape) => !EnumParser.IsFlags(shape.Type) && EnumParser.Written(shape.Type).ToArray() is { Length: > 0 } values
        ? Schema.Any.With("enum", Names(shape, values))
        : null;

    private static string Names(JsonShape.NamedEnum shape, IEnumerable<IFieldSymbol> values) =>
        JsonText.Array(values.Select(constant => JsonText.Quote(EnumParser.JsonName(constant, shape.Naming)!)));

    private Schema WithFlags(Schema schema, IFieldSymbol[] values, Func<IFieldSymbol, string> name) =>
        WithDescriptions(schema.With("x-flags", JsonText.Object([.. values.Select(constant => (name(constant), (string?)Number(constant)))])), values);

    private Schema WithDescriptions(Schema schema, IFieldSymbol[] values)
    {
        var texts = values.Select(constant => comments.Find(constant) ?? "").ToArray();
        return texts.All(text => text.Length is 0) ? schema : schema.With("x-enumDescriptions", JsonText.Array(texts.Select(JsonText.Quote)));
    }

    private static string Number(IFieldSymbol constant) => Convert.ToString(constant.ConstantValue, CultureInfo.InvariantCulture);
}
