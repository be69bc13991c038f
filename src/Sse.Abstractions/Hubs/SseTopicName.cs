using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Sse;

/// <summary>The rules of topic names, and the form they take in event ids.</summary>
internal static class SseTopicName
{
    /// <summary>The longest name, in bytes of UTF-8.</summary>
    public const int MaxBytes = 256;

    /// <summary>The longest encoded name, in bytes.</summary>
    public const int MaxEncodedBytes = 3 * MaxBytes;

    // The unreserved characters of RFC 3986 without the tilde, which marks the end of a stream.
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    /// <summary>Why a text is no topic name, or null when it is one.</summary>
    public static string? Check(string? name)
    {
        if (string.IsNullOrEmpty(name)) return "A topic name has at least one character.";
        if (!name.AsSpan().ContainsAnyExcept(Plain)) return name.Length <= MaxBytes ? null : TooLong;
        if (name.Length > MaxBytes) return TooLong;
        foreach (var c in name)
            if (char.IsControl(c)) return $"A topic name has no control character; this one has U+{(int)c:X4}.";
        try
        {
            return Strict.GetByteCount(name) <= MaxBytes ? null : TooLong;
        }
        catch (EncoderFallbackException)
        {
            return "A topic name has no lone surrogate.";
        }
    }

    /// <summary>Writes the name percent-encoded; answers the number of bytes.</summary>
    /// <param name="name">A valid name.</param>
    /// <param name="destination">At least <see cref="MaxEncodedBytes"/> bytes, or the name's length when all its characters are plain.</param>
    public static int Encode(string name, Span<byte> destination)
    {
        if (!name.AsSpan().ContainsAnyExcept(Plain)) return Encoding.ASCII.GetBytes(name, destination);
        Span<byte> utf8 = stackalloc byte[MaxBytes];
        utf8 = utf8[..Encoding.UTF8.GetBytes(name, utf8)];
        var written = 0;
        foreach (var b in utf8)
        {
            if (b < 0x80 && Plain.Contains((char)b))
            {
                destination[written++] = b;
                continue;
            }
            destination[written++] = (byte)'%';
            destination[written++] = Hex(b >> 4);
            destination[written++] = Hex(b & 15);
        }
        return written;
    }

    /// <summary>Whether a text is a name, percent-encoded where it has to be.</summary>
    public static bool IsEncoded(ReadOnlySpan<char> encoded) =>
        encoded.ContainsAnyExcept(Plain) ? TryDecode(encoded, out _) : encoded.Length is > 0 and <= MaxBytes;

    /// <summary>Reads a percent-encoded name; characters that need no encoding may come encoded or not.</summary>
    public static bool TryDecode(ReadOnlySpan<char> encoded, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (encoded.IsEmpty || encoded.Length > MaxEncodedBytes) return false;
        Span<byte> utf8 = stackalloc byte[MaxEncodedBytes];
        var written = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var c = encoded[i];
            if (c != '%')
            {
                if (c is <= ' ' or >= (char)0x7f) return false;
                utf8[written++] = (byte)c;
                continue;
            }
            if (i + 2 >= encoded.Length || !char.IsAsciiHexDigit(encoded[i + 1]) || !char.IsAsciiHexDigit(encoded[i + 2])) return false;
            utf8[written++] = (byte)((FromHex(encoded[i + 1]) << 4) | FromHex(encoded[i + 2]));
            i += 2;
        }
        try
        {
            name = Strict.GetString(utf8[..written]);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        if (Check(name) is null) return true;
        name = null;
        return false;
    }

    private const string TooLong = "A topic name has at most 256 bytes of UTF-8.";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static byte Hex(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);

    private static int FromHex(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}
