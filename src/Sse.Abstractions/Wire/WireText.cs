using System.Globalization;
using System.Text;

namespace Sse;

/// <summary>What a field of one line can't hold, found and named in one place.</summary>
internal static class WireText
{
    /// <summary>Throws when the text has a control character or half of a surrogate pair.</summary>
    /// <param name="field">The field as the caller knows it: it opens the message.</param>
    /// <param name="text">The field's value.</param>
    public static void ThrowIfNotOneLine(string field, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
                throw new ArgumentException($"{field}: the character {Name(text[i])} at index {Number(i)} is not allowed; no control character is.", field);
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else throw LoneSurrogate(field, text[i], i);
        }
    }

    /// <summary>The error for text that has no UTF-8 form.</summary>
    public static ArgumentException LoneSurrogate(string field, char character, int index) =>
        new($"{field}: the character {Name(character)} at index {Number(index)} is half of a surrogate pair, which UTF-8 can't express.", field);

    /// <summary>Bytes the text takes in UTF-8.</summary>
    public static int ByteCount(string text) => Encoding.UTF8.GetByteCount(text);

    private static string Name(char character) => character switch
    {
        '\r' => "U+000D (CR)",
        '\n' => "U+000A (LF)",
        '\0' => "U+0000 (NUL)",
        _ => string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4}"),
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
