using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>What System.Text.Json takes a type for. Writing and reading both start from it, so neither presumes what the other found.</summary>
internal abstract record JsonShape
{
    /// <summary>One method of the writer takes it, one of the reader gives it.</summary>
    /// <param name="Writing">The writer's method.</param>
    /// <param name="Reading">The reader's method.</param>
    /// <param name="IsOpen">Whether it can hold objects and arrays.</param>
    public sealed record Primitive(PrimitiveModel Writing, string Reading, bool IsOpen = false) : JsonShape;

    /// <summary>An enum that is its number.</summary>
    public sealed record NumberEnum(INamedTypeSymbol Type) : JsonShape;

    /// <summary>An enum that is its names.</summary>
    /// <param name="Type">The enum.</param>
    /// <param name="Naming">How they are made.</param>
    public sealed record NamedEnum(INamedTypeSymbol Type, JsonNaming Naming) : JsonShape;

    /// <summary>A <c>T?</c> over a value type.</summary>
    public sealed record Nullable(ITypeSymbol Underlying) : JsonShape;

    /// <summary>A value tuple: it has fields only, so its JSON has no members.</summary>
    public sealed record Tuple : JsonShape;

    /// <summary>A converter takes it.</summary>
    /// <param name="Creation">The expression that makes the converter.</param>
    /// <param name="HasNames">Whether it can stand as a dictionary's key.</param>
    public sealed record Converted(string Creation, bool HasNames) : JsonShape;

    /// <summary>A contract of a JsonSerializerContext takes it.</summary>
    public sealed record Contract(INamedTypeSymbol Context) : JsonShape;

    /// <summary>A sequence.</summary>
    /// <param name="Element">The type of its elements.</param>
    /// <param name="Access">How they are reached.</param>
    /// <param name="View">The type that it is enumerated as, when not as itself.</param>
    /// <param name="Making">How it is made; null where System.Text.Json can't make it.</param>
    /// <param name="Filling">How one that is there is filled; null where it is always made anew.</param>
    public sealed record List(ITypeSymbol Element, ListAccess Access, string? View, MakingModel? Making, FillingModel? Filling = null) : JsonShape;

    /// <summary>A dictionary.</summary>
    /// <param name="Key">The type of its keys.</param>
    /// <param name="Value">The type of its values.</param>
    /// <param name="View">The type that it is enumerated as, when not as itself.</param>
    /// <param name="Making">How it is made; null where System.Text.Json can't make it.</param>
    /// <param name="Filling">How one that is there is filled; null where it is always made anew.</param>
    public sealed record Dictionary(ITypeSymbol Key, ITypeSymbol Value, string? View, MakingModel? Making, FillingModel? Filling = null) : JsonShape;

    /// <summary>An object of the members of its value's own type, which is one of those that are listed.</summary>
    public sealed record Polymorphic(Polymorphism Declaration) : JsonShape;

    /// <summary>An object of its members.</summary>
    public sealed record Object(INamedTypeSymbol Type) : JsonShape;

    /// <summary>It has none, or none that is known.</summary>
    /// <param name="Reason">Why, as the end of a sentence.</param>
    /// <param name="IsTold">Whether the compiler complains already.</param>
    public sealed record Unknown(string Reason, bool IsTold = false) : JsonShape
    {
        /// <summary>What a code fix needs to know, by the names of <see cref="FixHints"/>; or null.</summary>
        public ImmutableDictionary<string, string?>? Hints { get; init; }
    }
}
