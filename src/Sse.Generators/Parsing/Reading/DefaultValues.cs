using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Generators.Parsing;

/// <summary>What parameters say they are without an argument, in C#.</summary>
internal static class DefaultValues
{
    public static string? Find(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue || parameter.ExplicitDefaultValue is not { } value) return null;
        var type = Identifiers.Qualified(parameter.Type);
        return value switch
        {
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            char unit => $"({type}){SymbolDisplay.FormatLiteral(unit, quote: true)}",
            bool truth => $"({type}){(truth ? "true" : "false")}",
            double.NaN or float.NaN => $"({type})double.NaN",
            double.PositiveInfinity or float.PositiveInfinity => $"({type})double.PositiveInfinity",
            double.NegativeInfinity or float.NegativeInfinity => $"({type})double.NegativeInfinity",
            float single => $"({type})({single.ToString("R", CultureInfo.InvariantCulture)}F)",
            double real => $"({type})({real.ToString("R", CultureInfo.InvariantCulture)}D)",
            decimal number => $"({type})({number.ToString(CultureInfo.InvariantCulture)}M)",
            IFormattable number => $"({type})({number.ToString(null, CultureInfo.InvariantCulture)})",
            _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
        };
    }
}
