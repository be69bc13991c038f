using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>
/// Finds out how a value of a type is written. What can't be proven to come out as System.Text.Json writes it is
/// refused; a null result means that a refusal was added.
/// </summary>
internal sealed class ValueParser(INamedTypeSymbol eventType, Compilation compilation, CancellationToken cancellation)
{
    // The serializer counts a value inside 64 objects or arrays as beyond its limit; the event's own object is one of them.
    private const int MaxDepth = 63;

    private readonly FunctionTable _functions = new();
    private readonly List<ITypeSymbol> _open = [eventType];

    public Refusals Refusals { get; } = new();

    public IReadOnlyList<FunctionModel> Functions => _functions.Functions;

    /// <summary>How a value is written, with the attributes of the member that holds it.</summary>
    public ValueModel? Parse(ITypeSymbol type, ISymbol? member = null)
    {
        cancellation.ThrowIfCancellationRequested();
        if (type.TypeKind is TypeKind.Error) return Refuse(null, "the type is not known");
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
            return Parse(underlying, member) is { } inner ? new NullableModel(inner) : null;
        if (FindConverter(type, member) is { } converter) return ParseConverted(type, converter);
        if (PrimitiveTypes.Find(type) is { } primitive) return primitive;
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } plainEnum) return EnumParser.AsNumber(plainEnum);
        if (IsValueTuple(type))
        {
            Refusals.Add(FindingKind.ValueTupleMember, "");
            return new EmptyObjectModel();
        }
        return _functions.Find(type) ?? ParseComposite(type);
    }

    private CompositeModel? Refuse(FindingKind? kind, string reason)
    {
        Refusals.Add(kind, reason);
        return null;
    }

    private static AttributeData? FindConverter(ITypeSymbol type, ISymbol? member) =>
        (member is null ? null : JsonAttributes.FindConverter(member))
        ?? (type.TypeKind is TypeKind.Enum ? JsonAttributes.FindConverter(type) : null);

    private ValueModel? ParseConverted(ITypeSymbol type, AttributeData converter)
    {
        var form = type is INamedTypeSymbol { TypeKind: TypeKind.Enum } named ? EnumParser.Form(converter, named) : EnumForm.Unknown;
        return form switch
        {
            EnumForm.Number => EnumParser.AsNumber((INamedTypeSymbol)type),
            EnumForm.Names => ParseNamedEnum((INamedTypeSymbol)type),
            _ => Refuse(FindingKind.UnsupportedMember, "it has a converter of its own"),
        };
    }

    private CompositeModel? ParseNamedEnum(INamedTypeSymbol type)
    {
        if (_functions.Find(type) is { } known) return known;
        if (FindAccessFault(type) is { } fault) return Refuse(FindingKind.UnsupportedMember, fault);
        if (type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "FlagsAttribute"))
            return Refuse(FindingKind.UnsupportedMember, $"the names of a [Flags] enum such as {type.Name} are not supported");
        if (EnumParser.FindNames(type, out fault) is not { } names) return Refuse(FindingKind.UnsupportedMember, fault);
        return _functions.Define(_functions.Position, type, depth: 0, (name, parameter, _) =>
            new NamedEnumFunctionModel(name, parameter, EnumParser.UnderlyingType(type), names));
    }

    private CompositeModel? ParseComposite(ITypeSymbol type)
    {
        if (_open.Contains(type, SymbolEqualityComparer.Default))
            return Refuse(FindingKind.RecursiveMember, $"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} contains itself");
        if (_open.Count >= MaxDepth) return RefuseDepth();
        if (FindAccessFault(type) is { } fault) return Refuse(FindingKind.UnsupportedMember, fault);
        _open.Add(type);
        var composite = CollectionTypes.FindList(type) is { } list ? ParseList(type, list.Element, list.Access)
            : CollectionTypes.FindDictionaryValue(type) is { } value ? ParseDictionary(type, value)
            : ParseObject(type);
        _open.RemoveAt(_open.Count - 1);
        return composite is null || _functions.Depth(composite) < MaxDepth ? composite : RefuseDepth();
    }

    private CompositeModel? ParseList(ITypeSymbol type, ITypeSymbol elementType, ListAccess access)
    {
        var position = _functions.Position;
        if (Parse(elementType) is not { } element) return null;
        return _functions.Define(position, type, 1 + _functions.Depth(element), (name, parameter, acceptsNull) =>
            new ListFunctionModel(name, parameter, acceptsNull, access, element));
    }

    private CompositeModel? ParseDictionary(ITypeSymbol type, ITypeSymbol valueType)
    {
        var position = _functions.Position;
        if (Parse(valueType) is not { } value) return null;
        return _functions.Define(position, type, 1 + _functions.Depth(value), (name, parameter, acceptsNull) =>
            new DictionaryFunctionModel(name, parameter, acceptsNull, value));
    }

    private CompositeModel? ParseObject(ITypeSymbol type)
    {
        if (ObjectRules.FindFault(type) is { } fault) return Refuse(FindingKind.UnsupportedMember, fault);
        var position = _functions.Position;
        if (new MemberParser(this, eventType, compilation).Parse((INamedTypeSymbol)type) is not { } members) return null;
        var depth = 1 + members.Select(member => _functions.Depth(member.Value)).DefaultIfEmpty().Max();
        return _functions.Define(position, type, depth, (name, parameter, acceptsNull) =>
            new ObjectFunctionModel(name, parameter, acceptsNull, new EquatableArray<MemberModel>(members)));
    }

    private CompositeModel? RefuseDepth() => Refuse(FindingKind.UnsupportedMember, "it nests deeper than the 64 levels that System.Text.Json allows");

    private string? FindAccessFault(ITypeSymbol type)
    {
        if (!compilation.IsSymbolAccessibleWithin(type, eventType)) return $"{type.Name} is not accessible from the event";
        return ObsoleteRules.IsForbidden(type) ? $"{type.Name} is obsolete or experimental, and may not be used" : null;
    }

    private static bool IsValueTuple(ITypeSymbol type) =>
        type.IsTupleType || (type is { Name: "ValueTuple", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });
}
