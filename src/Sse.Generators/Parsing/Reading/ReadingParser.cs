using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>
/// Finds out how an event is read: as System.Text.Json would by its Web defaults. Null means that a reason was given;
/// the event is published all the same.
/// </summary>
internal sealed class ReadingParser(
    INamedTypeSymbol eventType, JsonScope scope, ConverterTable converters, Findings findings, DeclarationPlaces places, CancellationToken cancellation)
{
    private const string ClassName = "SseReading";
    private const int MaxDepth = 64;

    private readonly JsonShapes _shapes = new(scope);
    private readonly List<ReadFunctionModel> _functions = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private string? _fault;
    private int _depth;

    public JsonScope Scope => scope;

    /// <summary>The names of the class that holds the functions.</summary>
    public NameTable Names { get; } = new();

    /// <summary>How the event is read, or null.</summary>
    public ReadingModel? Parse()
    {
        var root = ParseComposite(eventType, new JsonShape.Object(eventType));
        if (_fault is not null || root is null)
        {
            findings.Tell(FindingKind.UnreadableEvent, places.Type, eventType.Name, _fault ?? "");
            return null;
        }
        return new ReadingModel(NestedNames.Find(eventType, ClassName), root.Function, new EquatableArray<ReadFunctionModel>(_functions));
    }

    /// <summary>How a value of a type is read, with the attributes of the member that holds it.</summary>
    /// <param name="type">The value's type.</param>
    /// <param name="member">The member that holds it, or null.</param>
    /// <param name="numbers">How its number, or the numbers that it is a sequence of, are read; null as the settings say.</param>
    public ReadValueModel? Parse(ITypeSymbol type, ISymbol? member = null, NumberForm? numbers = null)
    {
        cancellation.ThrowIfCancellationRequested();
        return _shapes.Find(type, member) switch
        {
            JsonShape.Nullable nullable => Parse(nullable.Underlying, member, NumberForms.OfNullable(nullable.Underlying) ?? numbers) is { } inner ? new ReadNullableModel(Identifiers.Qualified(nullable.Underlying), inner) : null,
            JsonShape.Primitive primitive => new ReadPrimitiveModel(NumberForms.Read(primitive.Reading, primitive.Writing, type, numbers ?? scope.Settings.Numbers)),
            JsonShape.Converted converted => new ReadConverterModel(converters.Find(type, converted)),
            JsonShape.Contract contract => new ReadConverterModel(converters.Find(type, contract)),
            JsonShape.Unknown unknown => Refuse<ReadValueModel>($"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}: {unknown.Reason}"),
            var composite => ParseComposite(type, composite, numbers ?? NumberForms.OfCollection(type)),
        };
    }

    /// <summary>What a type is taken for, with the attributes of the member that holds it.</summary>
    public JsonShape FindShape(ITypeSymbol type, ISymbol? member) => _shapes.Find(type, member);

    /// <summary>The function that fills a value which is there, or null with a reason given.</summary>
    public string? ParseFilling(ITypeSymbol type, JsonShape shape, NumberForm? numbers) => ParseComposite(type, shape, numbers ?? NumberForms.OfCollection(type), isFilling: true)?.Function;

    /// <summary>Gives the reason why the event can't be read; the first one is told.</summary>
    public T? Refuse<T>(string reason)
        where T : class
    {
        _fault ??= reason;
        return null;
    }

    private ReadCompositeModel? ParseComposite(ITypeSymbol type, JsonShape shape, NumberForm? numbers = null, bool isFilling = false)
    {
        var typeName = Identifiers.Qualified(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type);
        var form = shape is JsonShape.NamedEnum { Naming: var naming } ? "Names" + naming.ToString() : NumberForms.Name(numbers, scope.Settings);
        var key = $"{typeName} {form}{(isFilling ? " filled" : "")}";
        if (!_names.TryGetValue(key, out var name))
        {
            name = Names.Unique((isFilling ? "Fill" : "Read") + FunctionTable.ShortName(type), "", "Members", "Names", "Types");
            _names.Add(key, name);
            var position = _functions.Count;
            if (_depth++ == MaxDepth) return Refuse<ReadCompositeModel>("it nests deeper than the 64 levels that System.Text.Json allows");
            if (_names.Count > FunctionTable.MaxTypes) return Refuse<ReadCompositeModel>(FunctionTable.TooManyTypes);
            if ((isFilling ? CreateFilling(type, shape, name, typeName, numbers) : CreateFunction(type, shape, name, typeName, numbers)) is not { } function) return null;
            _depth--;
            _functions.Insert(position, function);
        }
        return new ReadCompositeModel(name, type.IsReferenceType ? "null" : shape is JsonShape.List { Access: ListAccess.SpanIndex } ? "default" : null);
    }

    private ReadFunctionModel? CreateFunction(ITypeSymbol type, JsonShape shape, string name, string typeName, NumberForm? numbers)
    {
        switch (shape)
        {
            case JsonShape.NamedEnum names: return new ReadNamedEnumModel(name, typeName, new EquatableArray<ReadEnumNameModel>(EnumParser.ReadNames(names.Type, names.Naming)));
            case JsonShape.NumberEnum number: return new ReadNumberEnumModel(name, typeName, ReadPrimitives.Method(number.Type.EnumUnderlyingType!));
            case JsonShape.Tuple: return new ReadEmptyModel(name, typeName);
            case JsonShape.List { Making: null } or JsonShape.Dictionary { Making: null }: return Refuse<ReadFunctionModel>($"System.Text.Json can't make a {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}");
            case JsonShape.List list: return Parse(list.Element, member: null, numbers) is { } element ? new ReadListModel(name, typeName, list.Making!, Identifiers.Qualified(list.Element), element, Callbacks.OfReadingCollection(type)) : null;
            case JsonShape.Dictionary dictionary: return ParseDictionary(type, name, typeName, dictionary, numbers);
            case JsonShape.Object composite: return new ReadObjectParser(this, composite.Type, name).Parse(typeName);
            case JsonShape.Polymorphic polymorphic: return ParsePolymorphic(name, typeName, polymorphic.Declaration);
            default: throw new ArgumentOutOfRangeException(nameof(shape));
        }
    }

    private ReadFunctionModel? CreateFilling(ITypeSymbol type, JsonShape shape, string name, string typeName, NumberForm? numbers) => shape switch
    {
        JsonShape.List list => Parse(list.Element, member: null, numbers) is { } element
            ? new ReadListModel(name, typeName, new GivenModel(list.Filling!), Identifiers.Qualified(list.Element), element, Callbacks.OfReadingCollection(type)) { IsFilling = true }
            : null,
        JsonShape.Dictionary dictionary => ParseDictionary(type, name, typeName, dictionary, numbers) is { } model ? model with { Making = new GivenModel(dictionary.Filling!), IsFilling = true } : null,
        JsonShape.Object composite => new ReadObjectParser(this, composite.Type, name).ParseFilling(typeName),
        JsonShape.Polymorphic polymorphic => new ReadObjectParser(this, polymorphic.Declaration.Type, name).ParseFilling(typeName),
        JsonShape.Tuple => new ReadEmptyModel(name, typeName) { IsFilling = true },
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private ReadFunctionModel? ParsePolymorphic(string name, string typeName, Polymorphism declaration)
    {
        if (!declaration.HasDiscriminators) return new ReadObjectParser(this, declaration.Type, name).Parse(typeName);
        var derived = new List<ReadDerivedModel>();
        foreach (var (type, value) in declaration.Derived.Where(listed => listed.Value is not null))
        {
            if (ParseDerived(type, declaration) is not { } function) return null;
            derived.Add(new ReadDerivedModel(Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatPrimitive(value!, quoteStrings: true, useHexadecimalNumbers: false)!, function));
        }
        var own = declaration.Type.IsAbstract ? null : ParseDerived(declaration.Type, declaration);
        return own is null && !declaration.Type.IsAbstract ? null : new ReadPolymorphicModel(
            name, typeName, declaration.Discriminator, declaration.IgnoresUnknown, new EquatableArray<ReadDerivedModel>(derived), own);
    }

    // Beside the type's own function: this one knows that a discriminator may not come again.
    private string? ParseDerived(INamedTypeSymbol type, Polymorphism declaration)
    {
        var typeName = CollectionShapes.Name(type);
        var key = $"{typeName} as {CollectionShapes.Name(declaration.Type)}";
        if (_names.TryGetValue(key, out var known)) return known;
        var name = Names.Unique("Read" + FunctionTable.ShortName(declaration.Type) + FunctionTable.ShortName(type), "", "Members");
        _names.Add(key, name);
        var position = _functions.Count;
        if (new ReadObjectParser(this, type, name).Parse(typeName) is not { } function) return null;
        _functions.Insert(position, function with { Discriminator = declaration.Discriminator });
        return name;
    }

    private ReadDictionaryModel? ParseDictionary(ITypeSymbol type, string name, string typeName, JsonShape.Dictionary shape, NumberForm? numbers)
    {
        var key = _shapes.FindKey(shape.Key) switch
        {
            JsonShape.NamedEnum names => ParseComposite(shape.Key, names),
            JsonShape.Unknown unknown => Refuse<ReadValueModel>(unknown.Reason),
            JsonShape.Converted converted => new ReadConverterModel(converters.Find(shape.Key, converted), IsName: true),
            JsonShape.Primitive primitive when shape.Key.SpecialType is not SpecialType.System_String => new ReadPrimitiveModel(primitive.Reading),
            _ => null,
        };
        return Parse(shape.Value, member: null, numbers) is not { } value ? null : new ReadDictionaryModel(
            name, typeName, shape.Making!, Identifiers.Qualified(shape.Key), key, Identifiers.Qualified(shape.Value), value, Callbacks.OfReadingCollection(type));
    }
}
