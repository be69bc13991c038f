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

    /// <summary>The names in JSON, one per value; null, with the reason, where they can't be told at compile time.</summary>
    public static EquatableArray<EnumNameModel>? FindNames(INamedTypeSymbol type, out string fault)
    {
        var constants = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).ToArray();
        var names = new List<EnumNameModel>();
        var values = new HashSet<object>();
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var constant in constants)
        {
            var attribute = JsonAttributes.Find(constant, "JsonStringEnumMemberNameAttribute");
            var text = attribute is null ? constant.Name : Attributes.Argument<string>(attribute);
            if (string.IsNullOrWhiteSpace(text) || text!.Trim().Length != text.Length || text.Contains(',')) return Refuse($"the name of {constant.Name} is not one that System.Text.Json takes", out fault);
            if (!texts.Add(text)) return Refuse($"two of its values are named '{text}'", out fault);
            if (ObsoleteRules.IsForbidden(constant)) return Refuse($"its value {constant.Name} is obsolete and may not be used", out fault);
            if (values.Add(constant.ConstantValue!)) names.Add(new EnumNameModel(Identifiers.Qualified(type) + "." + Identifiers.Escape(constant.Name), JsonNames.Escape(text)));
        }
        if (names.Count < constants.Length && !IsSorted(constants)) return Refuse("two of its names share a value, and which one System.Text.Json takes is not defined", out fault);
        fault = "";
        return new EquatableArray<EnumNameModel>(names);
    }

    /// <summary>All names in JSON, those that share a value included, by their values as unsigned numbers.</summary>
    public static IEnumerable<ReadEnumNameModel> ReadNames(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).OrderBy(UnsignedValue).Select(field =>
        {
            var given = Attributes.Argument<string>(JsonAttributes.Find(field, "JsonStringEnumMemberNameAttribute"));
            return new ReadEnumNameModel(given ?? field.Name, Identifiers.Qualified(type) + "." + Identifiers.Escape(field.Name), AnyCase: given is null);
        });

    private static EquatableArray<EnumNameModel>? Refuse(string reason, out string fault)
    {
        fault = reason;
        return null;
    }

    // The runtime sorts an enum's names by unsigned value, and only a list that is sorted already keeps its order among equals.
    private static bool IsSorted(IFieldSymbol[] constants)
    {
        var values = constants.Select(UnsignedValue).ToArray();
        return values.SequenceEqual(values.OrderBy(value => value));
    }

    private static ulong UnsignedValue(IFieldSymbol constant) => constant.ConstantValue is ulong large
        ? large
        : unchecked((ulong)Convert.ToInt64(constant.ConstantValue, System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>How an enum is written.</summary>
internal enum EnumForm
{
    Unknown,
    Number,
    Names,
}
