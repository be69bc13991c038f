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
            for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(text[i]) ? '\uFFFD' : text[i];
        });
        return length == text.Length ? shown : shown + "…";
    }
}
