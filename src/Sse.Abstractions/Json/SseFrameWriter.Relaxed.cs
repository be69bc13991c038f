using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Sse;

public ref partial struct SseFrameWriter
{
    private const int RelaxedPiece = 256;

    // What the relaxed encoder leaves as it is: of ASCII all that JSON does.
    private static readonly SearchValues<char> RelaxedSafe = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Whether text is escaped only as far as JSON requires, as <see cref="SseJsonEncoder.Relaxed"/> says. Not at first.</summary>
    public bool IsRelaxed
    {
        readonly get => _encoder is not null;
        set => _encoder = value ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : null;
    }

    // Beyond ASCII the encoder decides, which knows the characters of the running version.
    private void WriteRelaxed(scoped ReadOnlySpan<char> text, byte suffix)
    {
        var unsafeAt = text.IndexOfAnyExcept(RelaxedSafe);
        var safe = unsafeAt < 0 ? text.Length : unsafeAt;
        var room = Reserve(safe + 1);
        room[0] = (byte)'"';
        Encoding.UTF8.GetBytes(text[..safe], room[1..]);
        _written += safe + 1;
        WriteEncoded(text[safe..]);
        room = Reserve(2);
        room[0] = (byte)'"';
        _written++;
        if (suffix == 0) return;
        room[1] = suffix;
        _written++;
    }

    private void WriteEncoded(scoped ReadOnlySpan<char> text)
    {
        Span<char> piece = stackalloc char[RelaxedPiece];
        while (!text.IsEmpty)
        {
            _encoder!.Encode(text, piece, out var taken, out var length);
            text = text[taken..];
            Utf8.FromUtf16(piece[..length], Reserve(length * 3), out _, out var written);
            _written += written;
        }
    }
}
