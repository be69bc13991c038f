using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Finds out how a value is written. Null means that the trail was told why not.</summary>
internal sealed class ValueParser(JsonScope scope, ConverterTable converters, JsonTrail trail, CancellationToken cancellation)
{
    private readonly JsonShapes _shapes = new(scope);
    private readonly FunctionTable _functions = new();
    private bool _isEndless;

    public IReadOnlyList<FunctionModel> Functions => _functions.Functions;

    /// <summary>What the functions were made from.</summary>
    public WrittenTypes Written => _functions.Written;

    /// <summary>Whether the event can nest so deep that it has to be counted while it is written.</summary>
    public bool CountsDepth => _functions.CountsDepth;

    /// <summary>The members of the event itself.</summary>
    public ObjectModel? ParseEvent(INamedTypeSymbol type) => new MemberParser(this, trail, scope).Parse(type);

    /// <summary>How a value is written, with the attributes of the member that holds it.</summary>
    /// <param name="type">The value's type.</param>
    /// <param name="member">The member that holds it, or null.</param>
    /// <param name="numbers">How its number, or the numbers that it is a sequence of, are written; null as the settings say.</param>
    public ValueModel? Parse(ITypeSymbol type, ISymbol? member = null, NumberForm? numbers = null)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (_shapes.Find(type, member))
        {
            case JsonShape.Nullable nullable: return Parse(nullable.Underlying, member, numbers) is { } inner ? new NullableModel(inner) : null;
            case JsonShape.Primitive primitive:
                if (!primitive.IsOpen) return NumberForms.Written(primitive.Writing, type, numbers ?? scope.Settings.Numbers);
                _functions.NoteUnknownDepth();
                return primitive.Writing.Method is "WriteObject" && converters.FindOptions(numbers) is { } options ? primitive.Writing with { Suffix = $", {ConverterModel.Field(options)}" } : primitive.Writing;
            case JsonShape.NumberEnum number: return EnumParser.AsNumber(number.Type);
            case JsonShape.NamedEnum names: return ParseNames(names, isKey: false);
            case JsonShape.Converted converted:
                _functions.NoteUnknownDepth();
                return new ConverterValueModel(converters.Find(type, converted));
            case JsonShape.Contract contract:
                _functions.NoteUnknownDepth();
                return new ConverterValueModel(converters.Find(type, contract));
            case JsonShape.Tuple:
                trail.Tell(FindingKind.ValueTupleMember);
                return new EmptyObjectModel();
            case JsonShape.Unknown { IsTold: true } unknown:
                trail.Refuse(unknown.Reason);
                return null;
            case JsonShape.Unknown unknown: return Refuse(unknown.Reason, unknown.Hints);
            case var composite:
                numbers ??= NumberForms.OfCollection(type);
                if (composite is JsonShape.Object { Type: var opaque } && ObjectRules.IsOpaque(opaque, scope.Settings)) trail.Tell(FindingKind.OpaqueMember, opaque.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
                return _functions.Find(type, NumberForms.Name(numbers, scope.Settings)) ?? ParseComposite(type, composite, numbers);
        }
    }

    private CompositeModel? Refuse(string reason, ImmutableDictionary<string, string?>? hints = null)
    {
        trail.Refuse(FindingKind.UnsupportedMember, reason, hints);
        return null;
    }

    private CompositeModel? ParseNames(JsonShape.NamedEnum shape, bool isKey)
    {
        var type = shape.Type;
        var form = (isKey ? "NameOf" : "") + (shape.Naming is JsonNaming.AsDeclared ? "" : shape.Naming.ToString());
        return _functions.Find(type, form) ?? _functions.Define(type, shape, form, (name, parameter, _) => new NamedEnumFunctionModel(
            name, parameter, EnumParser.UnderlyingType(type), EnumParser.HasKnownNames(type) ? EnumParser.Names(type, shape.Naming, scope.Settings.IsRelaxed) : default, isKey,
            EnumParser.IsFlags(type) || !EnumParser.HasKnownNames(type) ? converters.Find(type, ConverterParser.OfNames(type, shape.Naming)) : null));
    }

    private CompositeModel? ParseComposite(ITypeSymbol type, JsonShape shape, NumberForm? numbers)
    {
        // Told once: what else such types lead to would be told, and looked for, without an end.
        if (_isEndless) return null;
        if (_functions.FindFault() is { } fault)
        {
            _isEndless = true;
            return Refuse(fault);
        }
        return _functions.Define(type, shape, NumberForms.Name(numbers, scope.Settings), (name, parameter, acceptsNull) => shape switch
        {
            JsonShape.List list => Parse(list.Element, member: null, numbers) is { } element ? new ListFunctionModel(name, parameter, acceptsNull, list.View, list.Access, element, Callbacks.OfWritingCollection(type)) : null,
            JsonShape.Dictionary dictionary => ParseDictionary(name, parameter, acceptsNull, dictionary, numbers) is { } model ? model with { Callbacks = Callbacks.OfWritingCollection(type) } : null,
            JsonShape.Object composite => new MemberParser(this, trail, scope).Parse(composite.Type) is { } content
                ? new ObjectFunctionModel(name, parameter, acceptsNull, content)
                : null,
            JsonShape.Polymorphic polymorphic => ParsePolymorphic(name, parameter, acceptsNull, polymorphic.Declaration),
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        });
    }

    private PolymorphicFunctionModel? ParsePolymorphic(string name, string parameter, bool acceptsNull, Polymorphism declaration)
    {
        var derived = new List<DerivedModel>();
        foreach (var (type, value) in declaration.Derived)
        {
            if (ParseDerived(type, declaration, declaration.Literal(value, scope.Settings.IsRelaxed)) is { } function) derived.Add(new DerivedModel(CollectionShapes.Name(type), function.Function));
        }
        if (derived.Count < declaration.Derived.Length) return null;
        var isListed = declaration.Derived.Any(listed => SymbolEqualityComparer.Default.Equals(listed.Type, declaration.Type));
        var own = isListed ? derived.First(listed => listed.Type == CollectionShapes.Name(declaration.Type)).Function : null;
        if (own is null && (!declaration.Type.IsAbstract || declaration.Unknown is not UnknownDerived.Refused))
        {
            own = ParseDerived(declaration.Type, declaration, discriminator: null)?.Function;
            if (own is null) return null;
        }
        return new PolymorphicFunctionModel(name, parameter, acceptsNull, new EquatableArray<DerivedModel>(derived), own, declaration.Unknown);
    }

    private CompositeModel? ParseDerived(INamedTypeSymbol type, Polymorphism declaration, string? discriminator)
    {
        var form = FunctionTable.ShortName(declaration.Type) + (discriminator is null ? "Own" : "");
        return _functions.Find(type, form) ?? _functions.Define(type, new JsonShape.Object(type), form, (name, _, _) =>
            new MemberParser(this, trail, scope).Parse(type) is { } content ? new ObjectFunctionModel(name, CollectionShapes.Name(type), AcceptsNull: false, content with { Discriminator = discriminator }) : null);
    }

    private DictionaryFunctionModel? ParseDictionary(string name, string parameter, bool acceptsNull, JsonShape.Dictionary shape, NumberForm? numbers)
    {
        var key = _shapes.FindKey(shape.Key);
        if (key is JsonShape.Unknown unknown)
        {
            Refuse(unknown.Reason);
            Parse(shape.Value, member: null, numbers);
            return null;
        }
        var keyFunction = key switch
        {
            JsonShape.NamedEnum names => ParseNames(names, isKey: true)!.Function,
            JsonShape.Converted converted => $"{ConverterModel.Field(converters.Find(shape.Key, converted))}.WritePropertyName",
            _ => null,
        };
        return Parse(shape.Value, member: null, numbers) is { } value ? new DictionaryFunctionModel(name, parameter, acceptsNull, shape.View, keyFunction, value, Callbacks: null) : null;
    }
}
