using System.Globalization;
using System.Text;

namespace Sse.Generators.Parsing;

/// <summary>Names in JSON as System.Text.Json makes and escapes them under its Web defaults.</summary>
internal static class JsonNames
{
    /// <summary>JsonNamingPolicy.CamelCase: a run of capitals is lowered up to the one that starts the next word.</summary>
    public static string ToCamelCase(string name)
    {
        if (name.Length is 0 || !char.IsUpper(name[0])) return name;
        var chars = name.ToCharArray();
        for (var i = 0; i < chars.Length; i++)
        {
            if (i is 1 && !char.IsUpper(chars[i])) break;
            var endsRun = i > 0 && i + 1 < chars.Length && !char.IsUpper(chars[i + 1]);
            if (endsRun) break;
            chars[i] = char.ToLowerInvariant(chars[i]);
        }
        return new string(chars);
    }

    /// <summary>The text between the quotes: ASCII only, escaped as JavaScriptEncoder.Default does.</summary>
    public static string Escape(string text)
    {
        var json = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isPaired = (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                || (char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]));
            _ = c switch
            {
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                '\\' => json.Append("\\\\"),
                '"' or '<' or '>' or '&' or '\'' or '+' or '`' or < ' ' or >= '\x7f' =>
                    json.Append("\\u").Append(((int)(char.IsSurrogate(c) && !isPaired ? '\uFFFD' : c)).ToString("X4", CultureInfo.InvariantCulture)),
                _ => json.Append(c),
            };
        }
        return json.ToString();
    }
}
