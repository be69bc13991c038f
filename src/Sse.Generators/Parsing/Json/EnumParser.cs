using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Enums as System.Text.Json writes them: as numbers, or by name where a JsonStringEnumConverter is asked for.</summary>
internal static class EnumParser
{
    public static NumericEnumModel AsNumber(INamedTypeSymbol type) => new(UnderlyingType(type));

    public static string UnderlyingType(INamedTypeSymbol type) => type.EnumUnderlyingType!.ToDisplayString();

    /// <summary>Whether the converter writes this enum by name, by number, or is not known.</summary>
    public static EnumForm Form(AttributeData converter, INamedTypeSymbol type)
    {
        if (!JsonAttributes.Is(converter.AttributeClass, "JsonConverterAttribute")) return EnumForm.Unknown;
        if (Attributes.Argument<INamedTypeSymbol>(converter) is not { } converterType) return EnumForm.Unknown;
        if (JsonAttributes.Is(converterType, "JsonStringEnumConverter")) return EnumForm.Names;
        if (!converterType.TypeArguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument, type))) return EnumForm.Unknown;
        return JsonAttributes.Is(converterType, "JsonStringEnumConverter`1") ? EnumForm.Names
            : JsonAttributes.Is(converterType, "JsonNumberEnumConverter`1") ? EnumForm.Number
            : EnumForm.Unknown;
    }

    /// <summary>Why System.Text.Json doesn't take an enum's names, or generated code can't, or null.</summary>
    public static string? FindFault(INamedTypeSymbol type, JsonNaming naming, JsonScope scope)
    {
        foreach (var constant in Constants(type))
        {
            var text = JsonName(constant, naming);
            if (text is null || text.Length is 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[text.Length - 1]) || (IsFlags(type) && text.Contains(',')))
                return $"the name of {constant.Name} is not one that System.Text.Json takes: give it another with [JsonStringEnumMemberName]";
            if (scope.IsForbidden(constant)) return $"its value {constant.Name} is obsolete as an error, and may not be used: write the enum as a number, or with a converter";
            scope.Warnings.Add(constant);
        }
        return null;
    }

    /// <summary>The names in JSON, one per value: the first of several, by their values as unsigned numbers.</summary>
    public static EquatableArray<EnumNameModel> Names(INamedTypeSymbol type, JsonNaming naming, bool isRelaxed) => new(FirstOfEach(type)
        .Select(constant => new EnumNameModel(Identifiers.Qualified(type) + "." + Identifiers.Escape(constant.Name), JsonNames.Escape(JsonName(constant, naming)!, isRelaxed))));

    /// <summary>The first constant of each value, in the order of their declaration.</summary>
    public static IEnumerable<IFieldSymbol> FirstOfEach(INamedTypeSymbol type)
    {
        var values = new HashSet<object>();
        return Constants(type).Where(constant => values.Add(constant.ConstantValue!));
    }

    /// <summary>The constants whose names can be written.</summary>
    public static IEnumerable<IFieldSymbol> Written(INamedTypeSymbol type) => HasKnownNames(type) ? FirstOfEach(type) : Constants(type);

    /// <summary>
    /// Whether it is known which of several names of one value is written. The runtime sorts an enum's names by unsigned
    /// value, and only a list that is sorted already keeps its order among equals.
    /// </summary>
    public static bool HasKnownNames(INamedTypeSymbol type)
    {
        var values = Constants(type).Select(UnsignedValue).ToArray();
        return values.Distinct().Count() == values.Length || values.SequenceEqual(values.OrderBy(value => value));
    }

    public static bool IsFlags(INamedTypeSymbol type) => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "FlagsAttribute");

    /// <summary>All names in JSON, those that share a value included, in the order in which they are looked up. The declared ones are read beside those of a policy.</summary>
    public static IEnumerable<ReadEnumNameModel> ReadNames(INamedTypeSymbol type, JsonNaming naming)
    {
        var sorted = Constants(type).OrderBy(UnsignedValue);
        var ordered = IsFlags(type) ? sorted.OrderByDescending(constant => PopCount(UnsignedValue(constant))) : sorted;
        return naming is JsonNaming.AsDeclared
            ? ordered.Select(constant => Name(constant, JsonName(constant, naming)!, !HasNameOfItsOwn(constant)))
            : ordered.Select(constant => Name(constant, JsonName(constant, naming)!, anyCase: false))
                .Concat(ordered.Where(constant => !HasNameOfItsOwn(constant)).Select(constant => Name(constant, constant.Name, anyCase: true)));

        ReadEnumNameModel Name(IFieldSymbol constant, string name, bool anyCase) =>
            new(name, Identifiers.Qualified(type) + "." + Identifiers.Escape(constant.Name), anyCase);
    }

    /// <summary>The name of a constant in JSON; null where its attribute says so, which is refused.</summary>
    public static string? JsonName(IFieldSymbol constant, JsonNaming naming) =>
        JsonAttributes.Find(constant, "JsonStringEnumMemberNameAttribute") is { } named ? Attributes.Argument<string>(named) : JsonNames.Convert(constant.Name, naming);

    private static IEnumerable<IFieldSymbol> Constants(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue);

    private static bool HasNameOfItsOwn(IFieldSymbol constant) => JsonAttributes.Has(constant, "JsonStringEnumMemberNameAttribute");

    private static ulong UnsignedValue(IFieldSymbol constant) => constant.ConstantValue is ulong large
        ? large
        : unchecked((ulong)Convert.ToInt64(constant.ConstantValue, System.Globalization.CultureInfo.InvariantCulture));

    private static int PopCount(ulong value)
    {
        var count = 0;
        for (; value != 0; value &= value - 1) count++;
        return count;
    }
}

/// <summary>How an enum is written.</summary>
internal enum EnumForm
{
    Unknown,
    Number,
    Names,
}
