using System.Collections.Immutable;
using Sse.Generators.Models;

namespace Sse.Generators;

/// <summary>The names of generated files. The compiler compares them without case; types may differ by it alone.</summary>
internal static class GeneratedFileNames
{
    /// <summary>Those of the names that another one, but for its case, came before.</summary>
    public static EquatableArray<string> FindCaseClashes(ImmutableArray<string> names) => new(
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(same => same.OrderBy(name => name, StringComparer.Ordinal).Skip(1)));

    /// <summary>The file of one declaration.</summary>
    public static string Of(string hintName, string kind, EquatableArray<string> clashes)
    {
        var place = clashes.TakeWhile(clash => !string.Equals(clash, hintName, StringComparison.Ordinal)).Count();
        return place == clashes.Count ? $"{hintName}.{kind}.g.cs" : $"{hintName}.{kind}{place + 2}.g.cs";
    }
}
