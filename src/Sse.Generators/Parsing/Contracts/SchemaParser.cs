using System.Globalization;
using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>
/// The schema of what an event's writers write. It follows the models that the writers are emitted from, and asks the types only
/// for what JSON doesn't show: so the two can't disagree.
/// </summary>
internal sealed class SchemaParser
{
    private readonly SchemaDefinitions _definitions = new();
    private readonly Dictionary<string, FunctionModel> _functions;
    private readonly WrittenTypes _written;
    private readonly DocComments _comments;
    private readonly EnumSchemas _enums;

    public SchemaParser(ValueParser values, DocComments comments)
    {
        _functions = values.Functions.ToDictionary(function => function.Name, StringComparer.Ordinal);
        (_written, _comments, _enums) = (values.Written, comments, new EnumSchemas(comments));
    }

    /// <summary>The schema of the event itself.</summary>
    public string Parse(INamedTypeSymbol type, ObjectModel content)
    {
        var schema = OfObject(Schema.Any.With("$schema", "\"https://json-schema.org/draft/2020-12/schema\""), type, content);
        return schema.With("$defs", _definitions.Json).ToString();
    }

    private Schema OfObject(Schema start, INamedTypeSymbol type, ObjectModel model, string? discriminator = null, string? value = null)
    {
        var properties = new List<(string Name, string? Schema)>();
        var required = new List<string>();
        if (discriminator is not null && value is not null)
        {
            properties.Add((discriminator, Schema.Any.With("const", value).ToString()));
            required.Add(JsonText.Quote(discriminator));
        }
        foreach (var (member, written) in _written.MembersOf(type).Zip(model.Members, (member, written) => (member, written)))
        {
            properties.Add((member.JsonName, _comments.Describe(OfMember(member.Type, written), member.Symbol).ToString()));
            if (IsAlwaysThere(member.Type, written)) required.Add(JsonText.Quote(member.JsonName));
        }
        return _comments.Describe(start.With("type", "\"object\""), type)
            .With("properties", properties.Count is 0 ? null : JsonText.Object([.. properties]))
            .With("required", required.Count is 0 ? null : JsonText.Array(required));
    }

    private static bool IsAlwaysThere(ITypeSymbol type, MemberModel model) =>
        model.Presence is MemberPresence.Always || (model.Presence is MemberPresence.WhenNotNull && type.IsReferenceType && type.NullableAnnotation is NullableAnnotation.NotAnnotated);

    // What is left out when it is null is never null.
    private Schema OfMember(ITypeSymbol type, MemberModel model) => model switch
    {
        { Presence: not MemberPresence.WhenNotNull } => OfValue(type, model.Value),
        { Value: NullableModel nullable } => OfValue(((INamedTypeSymbol)type).TypeArguments[0], nullable.Inner),
        _ => OfPresent(type, model.Value),
    };

    private Schema OfValue(ITypeSymbol type, ValueModel model)
    {
        var schema = OfPresent(type, model);
        // Where nothing says whether there is a null, there can be one.
        return type.IsReferenceType && type.NullableAnnotation is not NullableAnnotation.NotAnnotated ? schema.OrNull() : schema;
    }

    private Schema OfPresent(ITypeSymbol type, ValueModel model) => model switch
    {
        NullableModel nullable => OfValue(((INamedTypeSymbol)type).TypeArguments[0], nullable.Inner).OrNull(),
        PrimitiveModel primitive => PrimitiveSchemas.Of(type, primitive),
        NumericEnumModel => _definitions.Refer(Identifiers.Qualified(type), type, () => _enums.ByNumber((INamedTypeSymbol)type)),
        CompositeModel composite => OfFunction(composite.Function),
        EmptyObjectModel => Schema.OfType("object"),
        _ => Schema.Any,
    };

    private Schema OfFunction(string name)
    {
        var written = _written.Of(name);
        // An author's own collection can contain itself.
        return written.Shape is JsonShape.List or JsonShape.Dictionary && (written.Type is IArrayTypeSymbol || ObjectRules.IsFrameworkType(written.Type))
            ? Define(name, written.Shape, Schema.Any)
            : _definitions.Refer(name, written.Type, () => Define(name, written.Shape, _comments.Describe(Schema.Any, written.Type)));
    }

    private Schema Define(string name, JsonShape shape, Schema described) => (shape, _functions[name]) switch
    {
        (JsonShape.List list, ListFunctionModel model) => described.With("type", "\"array\"").With("items", OfValue(list.Element, model.Element).ToString()),
        (JsonShape.Dictionary dictionary, DictionaryFunctionModel model) => described.With("type", "\"object\"")
            .With("propertyNames", OfKey(dictionary.Key, model)?.ToString()).With("additionalProperties", OfValue(dictionary.Value, model.Value).ToString()),
        (JsonShape.Object composite, ObjectFunctionModel model) => OfObject(Schema.Any, composite.Type, model.Content),
        (JsonShape.NamedEnum names, _) => _enums.ByName(names),
        (JsonShape.Polymorphic polymorphic, PolymorphicFunctionModel model) => OfChoice(polymorphic.Declaration, model, described),
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private Schema? OfKey(ITypeSymbol type, DictionaryFunctionModel model) =>
        model.Key is null ? PrimitiveSchemas.OfKey(type)
        : _functions.ContainsKey(model.Key) && _written.Of(model.Key).Shape is JsonShape.NamedEnum names ? EnumSchemas.OfKey(names)
        : null;

    private Schema OfChoice(Polymorphism declaration, PolymorphicFunctionModel model, Schema described)
    {
        var choices = declaration.Derived.Zip(model.Derived, (listed, derived) => OfDerived(listed.Type, derived.Function, declaration.Discriminator, Discriminator(listed.Value))).ToList();
        if (model.Base is { } own && !model.Derived.Any(derived => string.Equals(derived.Function, own, StringComparison.Ordinal))) choices.Add(OfDerived(declaration.Type, own, discriminator: null, value: null));
        return described.With("anyOf", JsonText.Array(choices.Select(choice => choice.ToString()))).With("x-discriminator", declaration.HasDiscriminators ? JsonText.Quote(declaration.Discriminator) : null);
    }

    private Schema OfDerived(INamedTypeSymbol type, string function, string? discriminator, string? value) => _definitions.Refer(function, type, () =>
        OfObject(Schema.Any, type, ((ObjectFunctionModel)_functions[function]).Content, discriminator, value));

    private static string? Discriminator(object? value) => value is string text ? JsonText.Quote(text) : Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } number ? number : null;
}
