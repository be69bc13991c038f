using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Finds out how a value is written. Null means that the trail was told why not.</summary>
internal sealed class ValueParser(JsonScope scope, ConverterTable converters, JsonTrail trail, CancellationToken cancellation)
{
    private readonly JsonShapes _shapes = new(scope);
    private readonly FunctionTable _functions = new();

    public IReadOnlyList<FunctionModel> Functions => _functions.Functions;

    /// <summary>Whether the event can nest so deep that it has to be counted while it is written.</summary>
    public bool CountsDepth => _functions.CountsDepth;

    /// <summary>The members of the event itself.</summary>
    public ObjectModel? ParseEvent(INamedTypeSymbol type) => new MemberParser(this, trail, scope).Parse(type);

    /// <summary>How a value is written, with the attributes of the member that holds it.</summary>
    public ValueModel? Parse(ITypeSymbol type, ISymbol? member = null)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (_shapes.Find(type, member))
        {
            case JsonShape.Nullable nullable: return Parse(nullable.Underlying, member) is { } inner ? new NullableModel(inner) : null;
            case JsonShape.Primitive primitive:
                if (primitive.IsOpen) _functions.NoteUnknownDepth();
                return primitive.Writing;
            case JsonShape.NumberEnum number: return EnumParser.AsNumber(number.Type);
            case JsonShape.NamedEnum names: return ParseNames(names.Type, isKey: false);
            case JsonShape.Converted converted:
                _functions.NoteUnknownDepth();
                return new ConverterValueModel(converters.Find(type, converted.Creation));
            case JsonShape.Tuple:
                trail.Tell(FindingKind.ValueTupleMember);
                return new EmptyObjectModel();
            case JsonShape.Unknown { IsTold: true } unknown:
                trail.Refuse(unknown.Reason);
                return null;
            case JsonShape.Unknown unknown: return Refuse(unknown.Reason);
            case var composite: return _functions.Find(type) ?? ParseComposite(type, composite);
        }
    }

    private CompositeModel? Refuse(string reason)
    {
        trail.Refuse(FindingKind.UnsupportedMember, reason);
        return null;
    }

    private CompositeModel? ParseNames(INamedTypeSymbol type, bool isKey)
    {
        var form = isKey ? "NameOf" : "";
        return _functions.Find(type, form) ?? _functions.Define(type, form, (name, parameter, _) => new NamedEnumFunctionModel(
            name, parameter, EnumParser.UnderlyingType(type), EnumParser.HasKnownNames(type) ? EnumParser.Names(type) : default, isKey,
            EnumParser.IsFlags(type) || !EnumParser.HasKnownNames(type) ? converters.Find(type, ConverterParser.OfNames(type)) : null));
    }

    private CompositeModel? ParseComposite(ITypeSymbol type, JsonShape shape)
    {
        if (_functions.IsFull) return Refuse("it nests deeper than the 64 levels that System.Text.Json allows");
        return _functions.Define(type, "", (name, parameter, acceptsNull) => shape switch
        {
            JsonShape.List list => Parse(list.Element) is { } element ? new ListFunctionModel(name, parameter, acceptsNull, list.View, list.Access, element) : null,
            JsonShape.Dictionary dictionary => ParseDictionary(name, parameter, acceptsNull, dictionary),
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
            if (ParseDerived(type, declaration, declaration.Literal(value)) is not { } function) return null;
            derived.Add(new DerivedModel(CollectionShapes.Name(type), function.Function));
        }
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
        return _functions.Find(type, form) ?? _functions.Define(type, form, (name, _, _) =>
            new MemberParser(this, trail, scope).Parse(type) is { } content ? new ObjectFunctionModel(name, CollectionShapes.Name(type), AcceptsNull: false, content with { Discriminator = discriminator }) : null);
    }

    private DictionaryFunctionModel? ParseDictionary(string name, string parameter, bool acceptsNull, JsonShape.Dictionary shape)
    {
        var key = _shapes.FindKey(shape.Key);
        if (key is JsonShape.Unknown unknown)
        {
            Refuse(unknown.Reason);
            return null;
        }
        var keyFunction = key switch
        {
            JsonShape.NamedEnum names => ParseNames(names.Type, isKey: true)!.Function,
            JsonShape.Converted converted => $"{ConverterModel.Field(converters.Find(shape.Key, converted.Creation))}.WritePropertyName",
            _ => null,
        };
        return Parse(shape.Value) is { } value ? new DictionaryFunctionModel(name, parameter, acceptsNull, shape.View, keyFunction, value) : null;
    }
}
