using System.Globalization;
using System.Text;

namespace Sse.Generators.Parsing;

/// <summary>Compact JSON in ASCII.</summary>
internal static class JsonText
{
    public const string True = "true";

    /// <summary>A string with its quotes. Half a character becomes U+FFFD, as on the wire.</summary>
    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isPaired = (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) || (char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]));
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                _ when char.IsSurrogate(c) && !isPaired => json.Append("\\ufffd"),
                < ' ' or > '~' => json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => json.Append(c),
            };
        }
        return json.Append('"').ToString();
    }

    /// <summary>A string with its quotes, or null for null.</summary>
    public static string? QuoteOrNull(string? text) => text is null ? null : Quote(text);

    /// <summary>A member that stands only where something is so.</summary>
    public static string? TrueOrNull(bool value) => value ? True : null;

    /// <summary>An array of values that are JSON already.</summary>
    public static string Array(IEnumerable<string> values) => $"[{string.Join(",", values)}]";

    /// <summary>An object of members whose values are JSON already; those without a value are left out.</summary>
    public static string Object(params (string Name, string? Value)[] members) =>
        $"{{{string.Join(",", members.Where(member => member.Value is not null).Select(member => $"{Quote(member.Name)}:{member.Value}"))}}}";
}
