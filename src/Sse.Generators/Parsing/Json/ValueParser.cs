using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Finds out how a value is written. Null means that the trail was told why not.</summary>
internal sealed class ValueParser(INamedTypeSymbol eventType, Compilation compilation, JsonTrail trail, CancellationToken cancellation)
{
    // The serializer counts a value inside 64 objects or arrays as beyond its limit; the event's own object is one of them.
    private const int MaxDepth = 63;

    private readonly JsonShapes _shapes = new(eventType, compilation);
    private readonly FunctionTable _functions = new();
    private readonly List<ITypeSymbol> _open = [eventType];

    public IReadOnlyList<FunctionModel> Functions => _functions.Functions;

    /// <summary>The members of the event itself.</summary>
    public List<MemberModel>? ParseEvent() => new MemberParser(this, trail, eventType, compilation).Parse(eventType);

    /// <summary>How a value is written, with the attributes of the member that holds it.</summary>
    public ValueModel? Parse(ITypeSymbol type, ISymbol? member = null)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (_shapes.Find(type, member))
        {
            case JsonShape.Nullable nullable: return Parse(nullable.Underlying, member) is { } inner ? new NullableModel(inner) : null;
            case JsonShape.Primitive primitive: return primitive.Writing;
            case JsonShape.NumberEnum number: return EnumParser.AsNumber(number.Type);
            case JsonShape.NamedEnum names: return _functions.Find(type) ?? DefineEnum(names);
            case JsonShape.Tuple:
                trail.Tell(FindingKind.ValueTupleMember);
                return new EmptyObjectModel();
            case JsonShape.Unknown { IsTold: true } unknown:
                trail.Refuse(unknown.Reason);
                return null;
            case JsonShape.Unknown unknown: return Refuse(FindingKind.UnsupportedMember, unknown.Reason);
            case var composite: return _functions.Find(type) ?? ParseComposite(type, composite);
        }
    }

    private CompositeModel? Refuse(FindingKind kind, string reason)
    {
        trail.Refuse(kind, reason);
        return null;
    }

    private CompositeModel DefineEnum(JsonShape.NamedEnum shape) => _functions.Define(_functions.Position, shape.Type, depth: 0, (name, parameter, _) =>
        new NamedEnumFunctionModel(name, parameter, EnumParser.UnderlyingType(shape.Type), shape.Names));

    private CompositeModel? ParseComposite(ITypeSymbol type, JsonShape shape)
    {
        if (_open.Contains(type, SymbolEqualityComparer.Default))
            return Refuse(FindingKind.RecursiveMember, $"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} contains itself");
        if (_open.Count >= MaxDepth) return RefuseDepth();
        _open.Add(type);
        var composite = shape switch
        {
            JsonShape.List list => ParseList(type, list),
            JsonShape.Dictionary dictionary => ParseDictionary(type, dictionary),
            JsonShape.Object => ParseObject(type),
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };
        _open.RemoveAt(_open.Count - 1);
        return composite is null || _functions.Depth(composite) < MaxDepth ? composite : RefuseDepth();
    }

    private CompositeModel? ParseList(ITypeSymbol type, JsonShape.List shape)
    {
        var position = _functions.Position;
        if (Parse(shape.Element) is not { } element) return null;
        return _functions.Define(position, type, 1 + _functions.Depth(element), (name, parameter, acceptsNull) =>
            new ListFunctionModel(name, parameter, acceptsNull, shape.Access, element));
    }

    private CompositeModel? ParseDictionary(ITypeSymbol type, JsonShape.Dictionary shape)
    {
        var position = _functions.Position;
        if (Parse(shape.Value) is not { } value) return null;
        return _functions.Define(position, type, 1 + _functions.Depth(value), (name, parameter, acceptsNull) =>
            new DictionaryFunctionModel(name, parameter, acceptsNull, value));
    }

    private CompositeModel? ParseObject(ITypeSymbol type)
    {
        var position = _functions.Position;
        if (new MemberParser(this, trail, eventType, compilation).Parse((INamedTypeSymbol)type) is not { } members) return null;
        var depth = 1 + members.Select(member => _functions.Depth(member.Value)).DefaultIfEmpty().Max();
        return _functions.Define(position, type, depth, (name, parameter, acceptsNull) =>
            new ObjectFunctionModel(name, parameter, acceptsNull, new EquatableArray<MemberModel>(members)));
    }

    private CompositeModel? RefuseDepth() => Refuse(FindingKind.UnsupportedMember, "it nests deeper than the 64 levels that System.Text.Json allows");
}
