namespace Sse.Generators.Models;

/// <summary>A converter of System.Text.Json that generated code calls: made once, kept in a field.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">The type that it converts, fully qualified.</param>
/// <param name="Creation">The expression that makes it.</param>
internal sealed record ConverterModel(string Name, string Type, string Creation)
{
    /// <summary>The nested class that holds the fields.</summary>
    public const string ClassName = "SseConverters";

    /// <summary>A field as code names it.</summary>
    public static string Field(string name) => $"{ClassName}.{name}";
}

/// <summary>Options of System.Text.Json that converters are given: made once, kept in a field.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Creation">The expression that makes them.</param>
internal sealed record OptionsModel(string Name, string Creation);
