using System.Globalization;

namespace Sse.Generators.Emission;

/// <summary>Text in documentation comments: on one line, whatever ends a line for the compiler.</summary>
internal static class Xml
{
    public static string Text(string text) => string.Concat(text.Select(unit => unit switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ when char.IsControl(unit) || char.GetUnicodeCategory(unit) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format => "\uFFFD",
        _ => unit.ToString(),
    }));
}
