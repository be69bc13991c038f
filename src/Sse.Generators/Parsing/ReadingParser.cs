using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>
/// Finds out how an event is read: as System.Text.Json would by its Web defaults. Asked only for events that can be
/// written, so every type in it is known to be a supported one.
/// </summary>
internal sealed class ReadingParser(INamedTypeSymbol eventType, Compilation compilation, CancellationToken cancellation)
{
    private const string ClassName = "SseReading";

    private readonly List<ReadFunctionModel> _functions = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public INamedTypeSymbol EventType => eventType;

    public Compilation Compilation => compilation;

    /// <summary>How the event is read, or null.</summary>
    /// <param name="fault">Why it can't be.</param>
    public ReadingModel? Parse(out string fault)
    {
        try
        {
            var root = ParseComposite(eventType, member: null);
            fault = "";
            var className = string.Equals(eventType.Name, ClassName, StringComparison.Ordinal) ? ClassName + "Functions" : ClassName;
            return new ReadingModel(className, root.Function, new EquatableArray<ReadFunctionModel>(_functions));
        }
        catch (UnreadableException unreadable)
        {
            fault = unreadable.Message;
            return null;
        }
    }

    /// <summary>How a value of a type is read, with the attributes of the member that holds it.</summary>
    public ReadValueModel Parse(ITypeSymbol type, ISymbol? member = null)
    {
        cancellation.ThrowIfCancellationRequested();
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
            return new ReadNullableModel(Identifiers.Qualified(underlying), Parse(underlying, member));
        return type.TypeKind is not TypeKind.Enum && ReadPrimitives.Find(type) is { } primitive ? primitive : ParseComposite(type, member);
    }

    private ReadCompositeModel ParseComposite(ITypeSymbol type, ISymbol? member)
    {
        var isNamedEnum = type.TypeKind is TypeKind.Enum && IsNamedEnum(type, member);
        var typeName = Identifiers.Qualified(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type);
        var key = isNamedEnum ? "names of " + typeName : typeName;
        if (!_names.TryGetValue(key, out var name))
        {
            name = "Read" + FunctionTable.ShortName(type);
            for (var i = 2; !_used.Add(name); i++) name = $"Read{FunctionTable.ShortName(type)}{i}";
            _names.Add(key, name);
            var position = _functions.Count;
            var function = CreateFunction(type, name, typeName, isNamedEnum);
            _functions.Insert(position, function);
        }
        return new ReadCompositeModel(name, type.IsReferenceType);
    }

    private ReadFunctionModel CreateFunction(ITypeSymbol type, string name, string typeName, bool isNamedEnum)
    {
        if (isNamedEnum) return new ReadNamedEnumModel(name, typeName, new EquatableArray<ReadEnumNameModel>(EnumParser.ReadNames((INamedTypeSymbol)type)));
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } plain) return new ReadNumberEnumModel(name, typeName, ReadPrimitives.Find(plain.EnumUnderlyingType!)!.Method);
        if (SymbolEqualityComparer.Default.Equals(type, eventType)) return new ReadObjectParser(this, eventType).Parse(name, typeName);
        if (type.IsTupleType || type is { Name: "ValueTuple", ContainingNamespace.Name: "System" }) return new ReadEmptyModel(name, typeName);
        if (CollectionTypes.FindList(type) is { } list) return new ReadListModel(name, typeName, Shape(type), Identifiers.Qualified(list.Element), Parse(list.Element));
        if (CollectionTypes.FindDictionaryValue(type) is { } value) return new ReadDictionaryModel(name, typeName, Identifiers.Qualified(value), Parse(value));
        return new ReadObjectParser(this, (INamedTypeSymbol)type).Parse(name, typeName);
    }

    private static bool IsNamedEnum(ITypeSymbol type, ISymbol? member) =>
        ((member is null ? null : JsonAttributes.FindConverter(member)) ?? JsonAttributes.FindConverter(type)) is { } converter
        && EnumParser.Form(converter, (INamedTypeSymbol)type) is EnumForm.Names;

    private static ReadList Shape(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol => ReadList.Array,
        { MetadataName: "HashSet`1" } => ReadList.HashSet,
        { MetadataName: "ImmutableArray`1" } => ReadList.ImmutableArray,
        _ => ReadList.List,
    };
}

/// <summary>A type on the way can't be read; the message ends a sentence.</summary>
internal sealed class UnreadableException(string message) : Exception(message);
