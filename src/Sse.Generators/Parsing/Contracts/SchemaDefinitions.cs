using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>The schemas that others refer to, under the names of their types: each once, in the order of their first use.</summary>
internal sealed class SchemaDefinitions
{
    private readonly List<(string Name, string? Schema)> _definitions = [];
    private readonly HashSet<ISymbol> _types = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The definitions as a JSON object; null where there are none.</summary>
    public string? Json => _definitions.Count is 0 ? null : JsonText.Object([.. _definitions]);

    /// <summary>A reference to a schema.</summary>
    /// <param name="key">What tells it from others, of the same type too.</param>
    /// <param name="type">The type after which it is named.</param>
    /// <param name="define">Makes it, when it isn't there yet. It may refer to itself.</param>
    public Schema Refer(string key, ITypeSymbol type, Func<Schema> define)
    {
        if (!_names.TryGetValue(key, out var name))
        {
            name = Unique(type);
            _names.Add(key, name);
            var place = _definitions.Count;
            _definitions.Add((name, null));
            _definitions[place] = (name, define().ToString());
        }
        // A reference is a URI.
        return Schema.Any.With("$ref", JsonText.Quote("#/$defs/" + Uri.EscapeDataString(name)));
    }

    private string Unique(ITypeSymbol type)
    {
        var name = FunctionTable.ShortName(type);
        var isFirst = _types.Add(type);
        if (!IsTaken(name)) return name;
        if (isFirst && type.ContainingNamespace is { IsGlobalNamespace: false } ns && !IsTaken(ns.Name + name)) return ns.Name + name;
        var number = 2;
        while (IsTaken(name + number.ToString(CultureInfo.InvariantCulture))) number++;
        return name + number.ToString(CultureInfo.InvariantCulture);
    }

    private bool IsTaken(string name) => _definitions.Exists(definition => string.Equals(definition.Name, name, StringComparison.Ordinal));
}
