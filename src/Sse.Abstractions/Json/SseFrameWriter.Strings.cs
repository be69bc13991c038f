using System.Runtime.CompilerServices;

namespace Sse;

public ref partial struct SseFrameWriter
{
    private const int Piece = 256;

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

    private void WriteQuoted(scoped ReadOnlySpan<char> text, byte suffix)
    {
        if (_encoder is not null)
        {
            WriteRelaxed(text, suffix);
            return;
        }
        // Three more: both quotes and the suffix.
        var room = Reserve(text.Length + 3);
        room[0] = (byte)'"';
        var safe = JsonEscaping.CopySafe(text, room[1..]);
        _written += safe + 1;
        if (safe < text.Length)
        {
            WriteEscaped(text[safe..]);
            room = Reserve(2);
            safe = -1;
        }
        room[safe + 1] = (byte)'"';
        _written++;
        if (suffix == 0) return;
        room[safe + 2] = suffix;
        _written++;
    }

    /// <summary>Goes on after the safe start of a text. Reserves for pieces, so that one escape in a long text doesn't take six times its length.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteEscaped(scoped ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var taken = JsonEscaping.Escape(text, Reserve(JsonEscaping.LeastRoom + Math.Min(text.Length, Piece)), out var written);
            _written += written;
            text = text[taken..];

            var safe = JsonEscaping.CopySafe(text, Reserve(text.Length));
            _written += safe;
            text = text[safe..];
        }
    }
}
