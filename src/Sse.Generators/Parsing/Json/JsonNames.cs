using System.Globalization;
using System.Text;

namespace Sse.Generators.Parsing;

/// <summary>Names in JSON as System.Text.Json makes and escapes them.</summary>
internal static class JsonNames
{
    /// <summary>A name by a policy.</summary>
    public static string Convert(string name, JsonNaming naming) => naming switch
    {
        JsonNaming.CamelCase => ToCamelCase(name),
        JsonNaming.SnakeCaseLower => WordNames.Join(name, '_', isUpper: false),
        JsonNaming.SnakeCaseUpper => WordNames.Join(name, '_', isUpper: true),
        JsonNaming.KebabCaseLower => WordNames.Join(name, '-', isUpper: false),
        JsonNaming.KebabCaseUpper => WordNames.Join(name, '-', isUpper: true),
        _ => name,
    };

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

    /// <summary>The text between the quotes, escaped as JavaScriptEncoder.Default or UnsafeRelaxedJsonEscaping does.</summary>
    public static string Escape(string text, bool isRelaxed)
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
                '"' when isRelaxed => json.Append("\\\""),
                _ when char.IsSurrogate(c) && !isPaired => json.Append("\\uFFFD"),
                _ when (isRelaxed ? IsEscapedAtAll(c) : IsEscapedByDefault(c)) => json.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => json.Append(c),
            };
        }
        return json.ToString();
    }

    private static bool IsEscapedByDefault(char c) => c is '"' or '<' or '>' or '&' or '\'' or '+' or '`' or < ' ' or >= '\x7f';

    // A byte order mark too, although it is a character like others.
    private static bool IsEscapedAtAll(char c) => c is '\uFEFF' || (c is not ' ' && char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
