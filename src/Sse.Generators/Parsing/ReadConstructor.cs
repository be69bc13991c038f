using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Generators.Parsing;

/// <summary>The constructor that System.Text.Json would call.</summary>
internal sealed class ReadConstructor
{
    private readonly IMethodSymbol _method;

    private ReadConstructor(IMethodSymbol method) => _method = method;

    /// <summary>Whether C# asks for no initializer, and the serializer for no member.</summary>
    public bool SetsRequiredMembers => _method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "SetsRequiredMembersAttribute");

    /// <summary>The constructor; null for a struct that is read into its default value.</summary>
    public static ReadConstructor? Choose(INamedTypeSymbol type, Compilation compilation, INamedTypeSymbol eventType)
    {
        if (type.IsAbstract) throw new UnreadableException($"{type.Name} is abstract");
        var marked = type.InstanceConstructors.Where(constructor => JsonAttributes.Has(constructor, "JsonConstructorAttribute")).ToArray();
        if (marked.Length > 1) throw new UnreadableException($"{type.Name} has more than one [JsonConstructor]");
        if (type.IsValueType && marked.Length is 0) return null;
        var open = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility is Accessibility.Public).ToArray();
        var chosen = marked.FirstOrDefault() ?? open.FirstOrDefault(constructor => constructor.Parameters.IsEmpty) ?? (open.Length is 1 ? open[0] : null);
        if (chosen is null) throw new UnreadableException($"{type.Name} has {(open.Length is 0 ? "no public constructor" : "more than one constructor")}, and no [JsonConstructor] says which to call");
        if (!compilation.IsSymbolAccessibleWithin(chosen, eventType)) throw new UnreadableException($"the constructor of {type.Name} is not accessible from the event");
        if (ObsoleteRules.IsForbidden(chosen)) throw new UnreadableException($"the constructor of {type.Name} is obsolete or experimental, and may not be used");
        return new ReadConstructor(chosen);
    }

    /// <summary>Each parameter with the member whose value it takes: of its name in any case, and of its type.</summary>
    public ImmutableArray<(IParameterSymbol Parameter, JsonMember Member)> Bind(ImmutableArray<JsonMember> members) =>
        [.. _method.Parameters.Select(parameter =>
        {
            var matches = members.Where(member => string.Equals(member.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type)).ToArray();
            return matches.Length is 1 && parameter.RefKind is RefKind.None
                ? (parameter, matches[0])
                : throw new UnreadableException($"no member has the name and type of {parameter.Name} in the constructor of {_method.ContainingType.Name}");
        })];

    /// <summary>What a parameter is without a value from JSON, in C#.</summary>
    public static string Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue || parameter.ExplicitDefaultValue is not { } value) return "default!";
        var text = value switch
        {
            string or char or bool => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
            double.NaN or float.NaN => "double.NaN",
            double.PositiveInfinity or float.PositiveInfinity => "double.PositiveInfinity",
            double.NegativeInfinity or float.NegativeInfinity => "double.NegativeInfinity",
            float single => single.ToString("R", CultureInfo.InvariantCulture) + "F",
            double real => real.ToString("R", CultureInfo.InvariantCulture) + "D",
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new UnreadableException($"the default of {parameter.Name} is not a constant"),
        };
        return value is string ? text : $"({Identifiers.Qualified(parameter.Type)})({text})";
    }
}
