using System.Runtime.CompilerServices;
using System.Text;

namespace Sse;

public ref partial struct SseFrameWriter
{
    /// <summary>Writes text in quotes, escaped to ASCII as System.Text.Json's default encoder does, or <c>null</c>.</summary>
    /// <param name="value">Text of any characters; half a surrogate pair becomes U+FFFD.</param>
    public void WriteString(string? value)
    {
        if (value is null) WriteNull();
        else WriteQuoted(value, suffix: 0);
    }

    /// <summary>Writes one UTF-16 unit as a string.</summary>
    /// <param name="value">The character; half a surrogate pair becomes U+FFFD.</param>
    public void WriteString(char value) => WriteQuoted(new ReadOnlySpan<char>(in value), suffix: 0);

    /// <summary>Writes a property name, escaped and in quotes, and the colon after it.</summary>
    /// <param name="name">The name as it shall be read back: a dictionary's key, say.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public void WritePropertyName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        WriteQuoted(name, suffix: (byte)':');
    }

    private void WriteQuoted(scoped ReadOnlySpan<char> text, byte suffix)
    {
        var safe = JsonEscaping.SafeLength(text);
        // Three more: both quotes and the suffix.
        var free = Reserve(safe + 3);
        free[0] = (byte)'"';
        Ascii.FromUtf16(text[..safe], free[1..], out _);
        _written += safe + 1;
        if (safe < text.Length)
        {
            WriteEscaped(text[safe..]);
            free = Reserve(2);
            safe = -1;
        }
        free[safe + 1] = (byte)'"';
        _written++;
        if (suffix == 0) return;
        free[safe + 2] = suffix;
        _written++;
    }

    /// <summary>Goes on after the safe start of a text, in pieces, so that one escape in a long text doesn't reserve six times its length.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteEscaped(scoped ReadOnlySpan<char> text)
    {
        const int Piece = 256;
        while (!text.IsEmpty)
        {
            var piece = text[..Math.Min(Piece, text.Length)];
            // A pair stays in one piece; with nothing after it, half a pair is half a pair.
            if (piece.Length < text.Length && char.IsHighSurrogate(piece[^1])) piece = text[..(Piece + 1)];
            _written += JsonEscaping.Escape(piece, Reserve(JsonEscaping.LongestEscape * piece.Length + JsonEscaping.Slack));
            text = text[piece.Length..];

            var safe = JsonEscaping.SafeLength(text);
            Ascii.FromUtf16(text[..safe], Reserve(safe), out _);
            _written += safe;
            text = text[safe..];
        }
    }
}
