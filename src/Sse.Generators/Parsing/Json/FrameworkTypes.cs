using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>What is said of the framework's types that generated code doesn't know.</summary>
internal static class FrameworkTypes
{
    private const string ByHand = "write a JsonConverter<{0}> of a few lines, as the guide's page about JSON does, and put it on the member with [JsonConverter(typeof(...))]";

    /// <summary>Why such a type is refused, with the way out. A context is none where System.Text.Json itself doesn't write the value.</summary>
    public static string Describe(ITypeSymbol type)
    {
        var name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return (type.ContainingNamespace.ToDisplayString(), type.MetadataName) switch
        {
            ("System.Net", "IPAddress" or "IPEndPoint" or "IPNetwork") or ("System.Globalization", "CultureInfo") or ("System.Text", "Encoding") or ("System", "Exception" or "TimeZoneInfo" or "IntPtr" or "UIntPtr") =>
                $"System.Text.Json doesn't write {name} as a value, and throws for most: {string.Format(System.Globalization.CultureInfo.InvariantCulture, ByHand, name)}",
            ("System.Numerics", "BigInteger" or "Complex") or ("System.Text", "Rune" or "StringBuilder") or ("System", "Index" or "Range") or ("System.Drawing", "Color") =>
                $"System.Text.Json writes the properties of {name}, and not its value: {string.Format(System.Globalization.CultureInfo.InvariantCulture, ByHand, name)}",
            _ => $"{name} is not known to generated code: put a converter on the member with [JsonConverter(typeof(...))], or name a JsonSerializerContext that lists it with [SseJson(Context = typeof(...))]",
        };
    }
}
