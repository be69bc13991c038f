using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Generators.Emission;

/// <summary>C# literals and identifiers in generated code.</summary>
internal static class Literals
{
    /// <summary>A string literal in ASCII.</summary>
    public static string String(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => literal.Append("\\\""),
                '\\' => literal.Append("\\\\"),
                '\n' => literal.Append("\\n"),
                < ' ' or > '~' => literal.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => literal.Append(c),
            };
        }
        return literal.Append('"').ToString();
    }

    /// <summary>One literal of several texts, each after a character that is in none of them.</summary>
    public static string List(IReadOnlyCollection<string> texts)
    {
        var separator = Enumerable.Range(',', char.MaxValue).Select(code => (char)code).First(c => !texts.Any(text => text.Contains(c)));
        return String(string.Concat(texts.Select(text => separator + text)));
    }

    /// <summary>A name as an identifier after a dot: keywords get their <c>@</c>.</summary>
    public static string Member(string name) =>
        SyntaxFacts.GetKeywordKind(name) is SyntaxKind.None ? name : "@" + name;

    /// <summary>A name as a variable: words that are keywords in places, such as <c>or</c> in a pattern, get their <c>@</c> too.</summary>
    public static string Variable(string name) =>
        SyntaxFacts.GetContextualKeywordKind(name) is SyntaxKind.None ? Member(name) : "@" + name;
}
