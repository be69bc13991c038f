using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>How numbers are written and read, as JsonNumberHandling says.</summary>
internal static class NumberForms
{
    private const string AttributeName = "JsonNumberHandlingAttribute";

    /// <summary>What the attributes of a member, or of the type that it is found in, say of its number or its sequence of numbers; null for the settings.</summary>
    public static NumberForm? Find(ISymbol member, INamedTypeSymbol holder, ITypeSymbol type) => IsApplicable(type) ? Of(member) ?? Of(holder) : null;

    /// <summary>How numbers are read in a sequence that is a struct and may be null: strictly, whatever is said elsewhere. The serializer loses it there.</summary>
    public static NumberForm? OfNullable(ITypeSymbol underlying) => !IsNumber(underlying) && IsApplicable(underlying) ? NumberForm.Strict : null;

    /// <summary>What is wrong with the attribute, or null.</summary>
    public static string? FindFault(ISymbol member, ITypeSymbol type) => Of(member) is null or NumberForm.Strict || IsApplicable(type)
        ? null
        : $"[JsonNumberHandling] is for numbers and sequences of numbers, not for {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}: leave it out";

    /// <summary>What the attribute says on a collection's own type of the numbers in it.</summary>
    public static NumberForm? OfCollection(ITypeSymbol type) => Of(type) is { } form && CollectionShapes.IsCollectionValue(type) && IsApplicable(type) ? form : null;

    /// <summary>Whether the attribute says something that a type with a converter of its own can't follow.</summary>
    public static bool IsRefused(ITypeSymbol type) => Of(type) is not (null or NumberForm.Strict);

    /// <summary>How a value is written, when it is a number.</summary>
    public static PrimitiveModel Written(PrimitiveModel model, ITypeSymbol type, NumberForm form) => model.Method is not "WriteNumber" ? model
        : form.HasFlag(NumberForm.AsText) ? new PrimitiveModel("WriteNumberAsText")
        : form.HasFlag(NumberForm.Named) && IsFloating(type) ? new PrimitiveModel("WriteNumberOrName")
        : model;

    /// <summary>The reader's method, when the value is a number.</summary>
    public static string Read(string method, PrimitiveModel model, ITypeSymbol type, NumberForm form) => model.Method is not "WriteNumber" || form.HasFlag(NumberForm.FromText) ? method
        : form.HasFlag(NumberForm.Named) && IsFloating(type) ? $"Named().{method}"
        : $"Strict().{method}";

    /// <summary>What tells the function of a sequence from the one of another form; nothing where the settings say the same.</summary>
    public static string Name(NumberForm? form, JsonSettings settings) => form is null || form == settings.Numbers ? "" : form.ToString().Replace(", ", "");

    private static NumberForm? Of(ISymbol symbol) => JsonAttributes.Find(symbol, AttributeName) is { ConstructorArguments: [{ Value: int form }] } ? (NumberForm)form : null;

    private static bool IsApplicable(ITypeSymbol type) => IsNumber(type) || (PrimitiveTypes.Find(type) is null && CollectionShapes.Find(type) switch
    {
        JsonShape.List list => IsNumber(list.Element),
        JsonShape.Dictionary dictionary => IsNumber(dictionary.Value),
        _ => false,
    });

    // What is an object here can be a number when it runs.
    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is SpecialType.System_Object
        || PrimitiveTypes.Find(type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type) is { Method: "WriteNumber" };

    private static bool IsFloating(ITypeSymbol type) => type.SpecialType is SpecialType.System_Single or SpecialType.System_Double || type.MetadataName is "Half";
}
