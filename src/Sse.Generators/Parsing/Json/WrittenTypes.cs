using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>What an event's writers were made from. With the models it tells what is written, without asking any type again.</summary>
internal sealed class WrittenTypes
{
    private readonly Dictionary<string, WrittenType> _byFunction = new(StringComparer.Ordinal);
    private readonly Dictionary<ISymbol, ImmutableArray<JsonMember>> _members = new(SymbolEqualityComparer.IncludeNullability);

    public void Add(string function, WrittenType type) => _byFunction[function] = type;

    public void Add(INamedTypeSymbol type, ImmutableArray<JsonMember> members) => _members[type] = members;

    /// <summary>What a function was made from.</summary>
    public WrittenType Of(string function) => _byFunction[function];

    /// <summary>The members that objects of a type are written with, in the order of the model's.</summary>
    public ImmutableArray<JsonMember> MembersOf(INamedTypeSymbol type) => _members[type];
}

/// <summary>A type that has a function.</summary>
/// <param name="Type">The type.</param>
/// <param name="Shape">What it was taken for.</param>
internal sealed record WrittenType(ITypeSymbol Type, JsonShape Shape);
