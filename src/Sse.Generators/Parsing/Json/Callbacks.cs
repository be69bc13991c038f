using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The contracts by which System.Text.Json tells an object that it is being written or read.</summary>
internal static class Callbacks
{
    public static CallbackModel? OfWriting(INamedTypeSymbol type) => Create(type, "IJsonOnSerializing", "IJsonOnSerialized");

    public static CallbackModel? OfReading(INamedTypeSymbol type) => Create(type, "IJsonOnDeserializing", "IJsonOnDeserialized");

    /// <summary>Of a collection, which is never told in a box of its own.</summary>
    public static CallbackModel? OfWritingCollection(ITypeSymbol type) => type is INamedTypeSymbol named && OfWriting(named) is { } model ? model with { Struct = null } : null;

    /// <summary>Of a collection that is filled.</summary>
    public static CallbackModel? OfReadingCollection(ITypeSymbol type) => type is INamedTypeSymbol named && OfReading(named) is { } model ? model with { Struct = null } : null;

    private static CallbackModel? Create(INamedTypeSymbol type, string before, string after)
    {
        var (first, last) = (Find(before), Find(after));
        return first is null && last is null ? null : new CallbackModel(first, last, type.IsValueType ? Identifiers.Qualified(type) : null);

        string? Find(string name) => type.AllInterfaces.Any(contract => JsonAttributes.Is(contract, name)) ? name : null;
    }
}
