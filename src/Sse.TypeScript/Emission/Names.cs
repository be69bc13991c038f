using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sse;

/// <summary>How names and texts are spelled in TypeScript.</summary>
internal static class Names
{
    private static readonly HashSet<string> Keywords = [.. """
        abstract any as asserts async await bigint boolean break case catch class const continue debugger declare default delete do else enum export extends false
        finally for from function get if implements import in infer instanceof interface is keyof let module namespace never new null number object of package private
        protected public readonly require return set static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A name that a type or a constant can have.</summary>
    public static string Identifier(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (text.Length == 0 && Rune.IsDigit(rune)) text.Append('_');
            text.Append(IsPart(rune) ? rune.ToString() : "_");
        }
        return text.Length == 0 || Keywords.Contains(text.ToString()) ? $"{text}_" : text.ToString();
    }

    /// <summary>A member's name, in quotes where it needs them.</summary>
    public static string Member(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$') ? name : Quoted(name);

    /// <summary>A member's name in a literal of an object, where one name would be its prototype.</summary>
    public static string Key(string name) => name is "__proto__" ? "['__proto__']" : Member(name);

    /// <summary>A text as a literal.</summary>
    public static string Quoted(string text)
    {
        var json = JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        return $"'{json.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
    }

    /// <summary>A name that is not taken, with a number behind it if it must be; it is taken then.</summary>
    public static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++) unique = string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
        return unique;
    }

    private static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '$';
}
