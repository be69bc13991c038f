using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>How System.Text.Json makes an object: by which constructor, or as a struct's default value.</summary>
/// <param name="type">The object's type.</param>
/// <param name="method">The constructor, or null.</param>
internal sealed class ReadConstructor(INamedTypeSymbol type, IMethodSymbol? method)
{
    /// <summary>Whether it takes no arguments, so that the object is there before its first member is read.</summary>
    public bool IsEmpty => method is null or { Parameters.Length: 0 };

    private bool HasSetsRequiredMembers => method?.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "SetsRequiredMembersAttribute") is true;

    /// <summary>The way to make a type, or null with a reason given.</summary>
    public static ReadConstructor? Choose(INamedTypeSymbol type, ReadingParser reading) => Find(type, out var fault) ?? reading.Refuse<ReadConstructor>(fault!);

    /// <summary>The way to make a type, or null with the reason why there is none.</summary>
    public static ReadConstructor? Find(INamedTypeSymbol type, out string? fault)
    {
        fault = null;
        if (ObjectRules.IsPair(type)) return new ReadConstructor(type, type.InstanceConstructors.Single(constructor => constructor.Parameters.Length is 2));
        var marked = type.InstanceConstructors.Where(constructor => JsonAttributes.Has(constructor, "JsonConstructorAttribute")).ToArray();
        fault = type.IsAbstract ? $"{type.Name} is abstract"
            : MetadataParts.HasHiddenConstructor(type) ? $"the [JsonConstructor] of {type.Name} is private in {type.ContainingAssembly.Name}: make it public there"
            : marked.Length > 1 ? $"{type.Name} has more than one [JsonConstructor]"
            : null;
        if (fault is not null) return null;
        var open = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility is Accessibility.Public).ToArray();
        if (type.IsValueType && marked.Length is 0) return new ReadConstructor(type, open.FirstOrDefault(constructor => constructor.Parameters.IsEmpty && !constructor.IsImplicitlyDeclared));
        if ((marked.FirstOrDefault() ?? open.FirstOrDefault(constructor => constructor.Parameters.IsEmpty) ?? (open.Length is 1 ? open[0] : null)) is { } chosen)
            return new ReadConstructor(type, chosen.IsImplicitlyDeclared && type.IsValueType ? null : chosen);
        fault = $"{type.Name} has {(open.Length is 0 ? "no public constructor" : "more than one constructor")}, and no [JsonConstructor] says which to call";
        return null;
    }

    /// <summary>Each parameter with the member whose value it takes, of its name in any case and of its type; or null with a reason given.</summary>
    public IReadOnlyList<(IParameterSymbol Parameter, JsonMember Member)>? Bind(ImmutableArray<JsonMember> members, ReadingParser reading)
    {
        var bound = new List<(IParameterSymbol, JsonMember)>();
        foreach (var parameter in method?.Parameters ?? [])
        {
            var matches = members.Where(member => string.Equals(member.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type)).ToArray();
            if (matches.Length is not 1 || parameter.RefKind is not RefKind.None)
                return reading.Refuse<List<(IParameterSymbol, JsonMember)>>($"no member has the name and type of {parameter.Name} in the constructor of {type.Name}");
            bound.Add((parameter, matches[0]));
        }
        return bound;
    }

    /// <summary>The call, or the accessor where a call would not be taken for this constructor, or would have to set members.</summary>
    public ReadCreationModel Create(JsonScope scope)
    {
        if (method is null) return new ReadCreationModel(IsDefault: true, Accessor: null);
        scope.Warnings.Add(method);
        var isCallable = scope.CanReach(method)
            && !scope.IsForbidden(method)
            && (HasSetsRequiredMembers || !HasRequiredMembers())
            && !type.InstanceConstructors.Any(constructor => constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "OverloadResolutionPriorityAttribute"));
        return new ReadCreationModel(IsDefault: false, isCallable ? null : scope.Accessors.ForConstructor(method));
    }

    private bool HasRequiredMembers()
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (current.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })) return true;
        return false;
    }
}
