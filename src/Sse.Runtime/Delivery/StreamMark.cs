using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sse;

/// <summary>
/// A comment that says how far a stream has come: behind it is what was published after it was asked for. For tests of applications, which
/// could otherwise not tell silence from what is still under way.
/// </summary>
internal static class StreamMark
{
    private const string Text = "mark ";

    /// <summary>Writes one.</summary>
    public static void Write(IBufferWriter<byte> body, long number)
    {
        Span<byte> block = stackalloc byte[32];
        var length = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $": {Text}{number}\n\n"), block);
        body.Write(block[..length]);
    }

    /// <summary>Reads one from a comment.</summary>
    /// <returns>False when the comment is none.</returns>
    public static bool TryRead(string comment, out long number)
    {
        number = 0;
        return comment.StartsWith(Text, StringComparison.Ordinal) && long.TryParse(comment.AsSpan(Text.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
