using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The converters of one event, each once. Writing and reading share them.</summary>
internal sealed class ConverterTable
{
    private readonly List<ConverterModel> _converters = [];

    public IReadOnlyList<ConverterModel> Converters => _converters;

    /// <summary>The name of the field that holds a converter.</summary>
    /// <param name="type">What it converts.</param>
    /// <param name="creation">The expression that makes it.</param>
    public string Find(ITypeSymbol type, string creation)
    {
        var typeName = CollectionShapes.Name(type);
        if (_converters.FirstOrDefault(converter => converter.Type == typeName && converter.Creation == creation) is { } known) return known.Name;
        var name = FunctionTable.ShortName(type);
        for (var i = 2; _converters.Any(converter => string.Equals(converter.Name, name, StringComparison.Ordinal)); i++)
            name = FunctionTable.ShortName(type) + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _converters.Add(new ConverterModel(name, typeName, creation));
        return name;
    }
}
