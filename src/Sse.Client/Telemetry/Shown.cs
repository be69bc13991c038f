using System.Globalization;

namespace Sse;

/// <summary>Other people's texts as they may stand in a log or a message: short, and on one line.</summary>
internal static class Shown
{
    private const int Longest = 100;

    public static string Briefly(string text)
    {
        var length = text.Length <= Longest ? text.Length : char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        var shown = string.Create(length, text, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = MayShow(text[i]) ? text[i] : '\uFFFD';
        });
        return length == text.Length ? shown : shown + "…";
    }

    // Nor what ends a line or turns its direction by other means.
    private static bool MayShow(char c) =>
        char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
