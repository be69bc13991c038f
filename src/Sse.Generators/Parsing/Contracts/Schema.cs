using System.Collections.Immutable;

namespace Sse.Generators.Parsing;

/// <summary>One JSON Schema: keywords in the order in which they are told, each with a value that is JSON already.</summary>
internal sealed class Schema
{
    private static readonly string[] Simple = ["\"boolean\"", "\"integer\"", "\"number\"", "\"string\""];

    private readonly ImmutableArray<(string Name, string? Value)> _keywords;

    private Schema(ImmutableArray<(string Name, string? Value)> keywords) => _keywords = keywords;

    /// <summary>Nothing is known.</summary>
    public static Schema Any { get; } = new([]);

    public static Schema Null { get; } = OfType("null");

    public static Schema OfType(string type) => Any.With("type", JsonText.Quote(type));

    /// <summary>One of the values, which are JSON already.</summary>
    public static Schema Enum(IEnumerable<string> values) => Any.With("enum", JsonText.Array(values));

    public static Schema AnyOf(params IEnumerable<Schema> schemas) => Any.With("anyOf", JsonText.Array(schemas.Select(schema => schema.ToString())));

    /// <summary>The schema with another keyword; the same one where there is no value.</summary>
    public Schema With(string keyword, string? value) => value is null ? this : new Schema(_keywords.Add((keyword, value)));

    /// <summary>The same, or null.</summary>
    public Schema OrNull() => _keywords switch
    {
        [] => this,
        [("type", var type), ..] when Simple.Contains(type) => new Schema(_keywords.SetItem(0, ("type", JsonText.Array([type!, "\"null\""])))),
        _ => AnyOf(this, Null),
    };

    public override string ToString() => _keywords.IsEmpty ? JsonText.True : JsonText.Object([.. _keywords]);
}
