using System.Globalization;

namespace Sse.Generators.Parsing;

/// <summary>The names of one scope of generated code.</summary>
/// <param name="taken">Those that are not to be given.</param>
internal sealed class NameTable(params string[] taken)
{
    private static readonly string[] NoSuffixes = [""];

    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>Keeps a name from being given.</summary>
    public void Take(string name) => _taken.Add(name);

    /// <summary>A name that is nobody else's: the wanted one, or with a number.</summary>
    public string Unique(string wanted) => Unique(wanted, NoSuffixes);

    /// <summary>A name that is nobody else's with any of the endings, which are taken with it.</summary>
    public string Unique(string wanted, params string[] endings)
    {
        var name = wanted;
        for (var i = 2; endings.Any(ending => _taken.Contains(name + ending)); i++) name = wanted + i.ToString(CultureInfo.InvariantCulture);
        foreach (var ending in endings) _taken.Add(name + ending);
        return name;
    }
}
