namespace Sse.Tool;

/// <summary>What a server said, for a terminal, which it must not command.</summary>
internal static class TerminalText
{
    /// <summary>Without control characters, and without what turns the direction of text.</summary>
    public static string Shown(string text) => string.Concat(text.Select(c => IsCommand(c) ? '\uFFFD' : c));

    private static bool IsCommand(char c) => (char.IsControl(c) && c != '\t') || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
