using System.Globalization;
using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The converters and contracts of one event, and the options that they are given, each once. Writing and reading share them.</summary>
internal sealed class ConverterTable(JsonSettings settings)
{
    private readonly List<ConverterModel> _converters = [];
    private readonly List<OptionsModel> _options = [];

    public IReadOnlyList<ConverterModel> Converters => _converters;

    public IReadOnlyList<OptionsModel> Options => _options;

    /// <summary>The name of the field that holds a converter.</summary>
    public string Find(ITypeSymbol type, JsonShape.Converted converter) =>
        Find(type, FindOptions() is { } options ? $"{converter.Creation}, {options}" : converter.Creation);

    /// <summary>The name of the field that holds a contract.</summary>
    public string Find(ITypeSymbol type, JsonShape.Contract contract)
    {
        var name = CollectionShapes.Name(type);
        return Find(type, $"(global::System.Text.Json.Serialization.Metadata.JsonTypeInfo<{name}>){FindOptions(contract.Context, numbers: null)}.GetTypeInfo(typeof({name}))");
    }

    /// <summary>The name of the field that holds the settings as options; null for the Web defaults.</summary>
    /// <param name="numbers">How numbers are written; null as the settings say.</param>
    public string? FindOptions(NumberForm? numbers = null) => FindOptions(settings.Context, numbers);

    private string? FindOptions(INamedTypeSymbol? context, NumberForm? numbers)
    {
        if ((settings with { Numbers = numbers ?? settings.Numbers }).Options(context) is not { } creation) return null;
        if (_options.FirstOrDefault(options => options.Creation == creation) is { } known) return known.Name;
        var name = _options.Count is 0 ? "Options" : $"Options{(_options.Count + 1).ToString(CultureInfo.InvariantCulture)}";
        _options.Add(new OptionsModel(name, creation));
        return name;
    }

    private string Find(ITypeSymbol type, string creation)
    {
        var typeName = CollectionShapes.Name(type);
        if (_converters.FirstOrDefault(converter => converter.Type == typeName && converter.Creation == creation) is { } known) return known.Name;
        var name = "For" + FunctionTable.ShortName(type);
        for (var i = 2; _converters.Any(converter => string.Equals(converter.Name, name, StringComparison.Ordinal)); i++)
            name = "For" + FunctionTable.ShortName(type) + i.ToString(CultureInfo.InvariantCulture);
        _converters.Add(new ConverterModel(name, typeName, creation));
        return name;
    }
}
