using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Finds the shape of a type. What can't be proven to be what System.Text.Json takes it for is unknown.</summary>
internal sealed class JsonShapes(JsonScope scope)
{
    private readonly ConverterParser _converters = new(scope);

    /// <summary>The shape of a type, with the attributes of the member that holds it.</summary>
    public JsonShape Find(ITypeSymbol type, ISymbol? member)
    {
        if (type.TypeKind is TypeKind.Error) return new JsonShape.Unknown("the type is not known", IsTold: true);
        if (TypeNames.IsEndless(type)) return new JsonShape.Unknown("its type is made from ever larger ones without an end: leave it out with [JsonIgnore]");
        if (JsonSettings.ContextOf(member) is { } context) return ContextParser.Find(type, context, scope);
        var converter = member is null ? null : JsonAttributes.FindConverter(member);
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } && (converter is null || !ConverterParser.IsFor(converter, type)))
            return new JsonShape.Nullable(underlying);
        scope.Warnings.Add(type);
        if (converter is null && scope.Settings.NamesEnums && type is INamedTypeSymbol { TypeKind: TypeKind.Enum } listed) return FindNamed(listed, scope.Settings.EnumNaming);
        if (converter is not null) return FindConverted(type, converter);
        if (JsonAttributes.FindConverter(type) is { } own) return NumberForms.IsRefused(type) ? new JsonShape.Unknown($"{type.Name} has a converter and [JsonNumberHandling]: System.Text.Json takes one of them: keep one") : FindConverted(type, own);
        if (PrimitiveTypes.Find(type) is { } primitive) return new JsonShape.Primitive(primitive, ReadPrimitives.Method(type, primitive));
        if (OpenTypes.Find(type) is { } open) return open;
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } plain) return FindNumbered(plain);
        if (IsValueTuple(type)) return new JsonShape.Tuple();
        return FindComposite(type) is JsonShape.Unknown unknown && scope.Settings.Context is { } known ? ContextParser.Find(type, known, scope, unknown) : FindComposite(type);
    }

    /// <summary>The shape of a dictionary's key: one value, an enum, what a converter takes, or unknown.</summary>
    public JsonShape FindKey(ITypeSymbol type)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (DictionaryKeys.IsKey(type)) return new JsonShape.Primitive(PrimitiveTypes.Find(type)!, DictionaryKeys.Method(type));
        var converter = JsonAttributes.FindConverter(type);
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } named && (scope.Settings.NamesEnums || converter is null || EnumParser.Form(converter, named) is not EnumForm.Unknown))
            return FindNamed(named, scope.Settings.NamesEnums ? scope.Settings.EnumNaming : JsonNaming.AsDeclared);
        if (converter is null) return new JsonShape.Unknown($"{name} can't be the key of a dictionary in JSON: use text, a number, a date, an identifier or an enum, or put a converter on the type that overrides WriteAsPropertyName and ReadAsPropertyName");
        return _converters.Find(converter, type) is JsonShape.Converted { HasNames: false }
            ? new JsonShape.Unknown($"the converter of {name} doesn't override WriteAsPropertyName and ReadAsPropertyName, which the key of a dictionary needs: add them")
            : _converters.Find(converter, type);
    }

    private JsonShape FindComposite(ITypeSymbol type) => (scope.FindFault(type) ?? ObjectRules.FindFault(type)) is { } fault
        ? new JsonShape.Unknown(fault)
        : CollectionShapes.Find(type) ?? FindObject((INamedTypeSymbol)type);

    private JsonShape FindObject(INamedTypeSymbol type)
    {
        if (!Polymorphism.Is(type)) return new JsonShape.Object(type);
        var declaration = Polymorphism.Of(type);
        return declaration.FindFault(scope) is { } fault ? new JsonShape.Unknown(fault) : new JsonShape.Polymorphic(declaration);
    }

    private JsonShape FindConverted(ITypeSymbol type, AttributeData converter) => type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } named
        ? _converters.Find(converter, type)
        : EnumParser.Form(converter, named) switch
        {
            EnumForm.Number => FindNumbered(named),
            EnumForm.Names => FindNamed(named, JsonNaming.AsDeclared),
            _ => _converters.Find(converter, type),
        };

    private JsonShape FindNumbered(INamedTypeSymbol type) =>
        (scope.FindFault(type) ?? UnknownAttributes.Find(type)) is { } fault ? new JsonShape.Unknown(fault) : new JsonShape.NumberEnum(type);

    private JsonShape FindNamed(INamedTypeSymbol type, JsonNaming naming) =>
        (scope.FindFault(type) ?? UnknownAttributes.Find(type) ?? EnumParser.FindFault(type, naming, scope)) is { } fault ? new JsonShape.Unknown(fault) : new JsonShape.NamedEnum(type, naming);

    private static bool IsValueTuple(ITypeSymbol type) =>
        type.IsTupleType || (type is { Name: "ValueTuple", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });
}
