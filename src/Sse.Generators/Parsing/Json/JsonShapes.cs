using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Finds the shape of a type. What can't be proven to be what System.Text.Json takes it for is unknown.</summary>
internal sealed class JsonShapes(JsonScope scope)
{
    /// <summary>The shape of a type, with the attributes of the member that holds it.</summary>
    public JsonShape Find(ITypeSymbol type, ISymbol? member)
    {
        if (type.TypeKind is TypeKind.Error) return new JsonShape.Unknown("the type is not known", IsTold: true);
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] }) return new JsonShape.Nullable(underlying);
        scope.Warnings.Add(type);
        if (FindConverter(type, member) is { } converter) return FindConverted(type, converter);
        if (PrimitiveTypes.Find(type) is { } primitive) return new JsonShape.Primitive(primitive, ReadPrimitives.Method(type, primitive));
        if (OpenTypes.Find(type) is { } open) return open;
        if (scope.FindFault(type) is { } fault) return new JsonShape.Unknown(fault);
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } plain) return new JsonShape.NumberEnum(plain);
        if (IsValueTuple(type)) return new JsonShape.Tuple();
        if (ObjectRules.FindFault(type) is { } reason) return new JsonShape.Unknown(reason);
        return CollectionShapes.Find(type) ?? new JsonShape.Object((INamedTypeSymbol)type);
    }

    /// <summary>The shape of a dictionary's key: one value, an enum, or unknown.</summary>
    public JsonShape FindKey(ITypeSymbol type)
    {
        if (DictionaryKeys.IsKey(type)) return new JsonShape.Primitive(PrimitiveTypes.Find(type)!, DictionaryKeys.Method(type));
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } named && (FindConverter(type, member: null) is not { } converter || EnumParser.Form(converter, named) is not EnumForm.Unknown))
            return FindNamed(named);
        return new JsonShape.Unknown($"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} can't be the key of a dictionary in JSON");
    }

    private static AttributeData? FindConverter(ITypeSymbol type, ISymbol? member) =>
        (member is null ? null : JsonAttributes.FindConverter(member))
        ?? (type.TypeKind is TypeKind.Enum ? JsonAttributes.FindConverter(type) : null);

    private JsonShape FindConverted(ITypeSymbol type, AttributeData converter)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } named) return new JsonShape.Unknown("it has a converter of its own");
        return EnumParser.Form(converter, named) switch
        {
            EnumForm.Number => scope.FindFault(named) is { } fault ? new JsonShape.Unknown(fault) : new JsonShape.NumberEnum(named),
            EnumForm.Names => FindNamed(named),
            _ => new JsonShape.Unknown("it has a converter of its own"),
        };
    }

    private JsonShape FindNamed(INamedTypeSymbol type) =>
        (scope.FindFault(type) ?? EnumParser.FindFault(type, scope)) is { } fault ? new JsonShape.Unknown(fault) : new JsonShape.NamedEnum(type);

    private static bool IsValueTuple(ITypeSymbol type) =>
        type.IsTupleType || (type is { Name: "ValueTuple", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });
}
