using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sse.Generators.Models;

namespace Sse.Generators;

/// <summary>The names of generated files. The compiler compares them without case; types may differ by it alone.</summary>
internal static class GeneratedFileNames
{
    // File systems take 255 bytes; the kind, a number and the ending follow.
    private const int MaxBytes = 200;

    /// <summary>Those of the names that another one, but for its case, came before.</summary>
    public static EquatableArray<string> FindCaseClashes(ImmutableArray<string> names) => new(
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(same => same.OrderBy(name => name, StringComparer.Ordinal).Skip(1)));

    /// <summary>The file of one declaration.</summary>
    public static string Of(string hintName, string kind, EquatableArray<string> clashes)
    {
        var place = clashes.TakeWhile(clash => !string.Equals(clash, hintName, StringComparison.Ordinal)).Count();
        var name = Shorten(hintName);
        return place == clashes.Count ? $"{name}.{kind}.g.cs" : $"{name}.{kind}{(place + 2).ToString(CultureInfo.InvariantCulture)}.g.cs";
    }

    // The end of a long name tells more than its beginning; the hash tells it from all others.
    private static string Shorten(string name)
    {
        var clean = string.Concat(name.Select(c => IsAllowed(c) ? c : '_'));
        if (Encoding.UTF8.GetByteCount(clean) <= MaxBytes && string.Equals(clean, name, StringComparison.Ordinal)) return name;
        var start = clean.Length;
        for (var bytes = 0; start > 0; start--)
        {
            bytes += Encoding.UTF8.GetByteCount(clean.Substring(start - 1, 1));
            if (bytes > MaxBytes) break;
        }
        return $"{clean.Substring(start)}.{Hash(name)}";
    }

    // The compiler takes no other characters in the name of a file; identifiers may have more.
    private static bool IsAllowed(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '`' or '+' or '-' or ',';

    private static string Hash(string name)
    {
        using var algorithm = SHA256.Create();
        return string.Concat(algorithm.ComputeHash(Encoding.UTF8.GetBytes(name)).Take(8).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
