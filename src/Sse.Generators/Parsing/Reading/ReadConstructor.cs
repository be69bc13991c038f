using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Generators.Parsing;

/// <summary>How System.Text.Json would make an object: by which constructor, or as a struct's default value.</summary>
internal sealed class ReadConstructor
{
    private static readonly ReadConstructor OfDefault = new(null);

    private readonly IMethodSymbol? _method;

    private ReadConstructor(IMethodSymbol? method) => _method = method;

    /// <summary>Whether no constructor is called, and no initializer stands.</summary>
    public bool IsDefault => _method is null;

    /// <summary>Whether C# asks for no initializer, and the serializer for no member.</summary>
    public bool SetsRequiredMembers => _method?.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "SetsRequiredMembersAttribute") is true;

    /// <summary>The constructor of a type, or null with a reason given.</summary>
    public static ReadConstructor? Choose(INamedTypeSymbol type, ReadingParser reading)
    {
        if (ObjectRules.IsPair(type)) return new ReadConstructor(type.InstanceConstructors.Single(constructor => constructor.Parameters.Length is 2));
        if (type.IsAbstract) return reading.Refuse<ReadConstructor>($"{type.Name} is abstract");
        var marked = type.InstanceConstructors.Where(constructor => JsonAttributes.Has(constructor, "JsonConstructorAttribute")).ToArray();
        if (marked.Length > 1) return reading.Refuse<ReadConstructor>($"{type.Name} has more than one [JsonConstructor]");
        if (type.IsValueType && marked.Length is 0) return OfDefault;
        var open = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility is Accessibility.Public).ToArray();
        var chosen = marked.FirstOrDefault() ?? open.FirstOrDefault(constructor => constructor.Parameters.IsEmpty) ?? (open.Length is 1 ? open[0] : null);
        if (chosen is null) return reading.Refuse<ReadConstructor>($"{type.Name} has {(open.Length is 0 ? "no public constructor" : "more than one constructor")}, and no [JsonConstructor] says which to call");
        if (!reading.Scope.CanReach(chosen)) return reading.Refuse<ReadConstructor>($"the constructor of {type.Name} is not accessible from the event");
        if (ObsoleteRules.IsForbidden(chosen)) return reading.Refuse<ReadConstructor>($"the constructor of {type.Name} is obsolete or experimental, and may not be used");
        return new ReadConstructor(chosen);
    }

    /// <summary>Each parameter with the member whose value it takes, of its name in any case and of its type; or null with a reason given.</summary>
    public IReadOnlyList<(IParameterSymbol Parameter, JsonMember Member)>? Bind(ImmutableArray<JsonMember> members, ReadingParser reading)
    {
        var bound = new List<(IParameterSymbol, JsonMember)>();
        foreach (var parameter in _method?.Parameters ?? [])
        {
            var matches = members.Where(member => string.Equals(member.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type)).ToArray();
            if (matches.Length is not 1 || parameter.RefKind is not RefKind.None)
                return reading.Refuse<List<(IParameterSymbol, JsonMember)>>($"no member has the name and type of {parameter.Name} in the constructor of {_method!.ContainingType.Name}");
            bound.Add((parameter, matches[0]));
        }
        return bound;
    }

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
            _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
        };
        return value is string ? text : $"({Identifiers.Qualified(parameter.Type)})({text})";
    }
}
