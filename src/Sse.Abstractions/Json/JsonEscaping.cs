using System.Buffers;
using System.Buffers.Binary;

namespace Sse;

/// <summary>Which characters of a JSON string stand for themselves, and how the others are written.</summary>
internal static class JsonEscaping
{
    /// <summary>Bytes of the longest escape of one UTF-16 unit, <c>\uXXXX</c>.</summary>
    public const int LongestEscape = 6;

    /// <summary>Bytes after the result of <see cref="Escape"/> that it may overwrite.</summary>
    public const int Slack = 2;

    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> Safe = SearchValues.Create(
        " !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>The number of characters before the first that needs an escape.</summary>
    public static int SafeLength(ReadOnlySpan<char> text)
    {
        var index = text.IndexOfAnyExcept(Safe);
        return index < 0 ? text.Length : index;
    }

    /// <summary>Writes text as the inside of a JSON string.</summary>
    /// <param name="text">The text; a pair of surrogates may not be cut off at its end.</param>
    /// <param name="destination">At least <see cref="LongestEscape"/> bytes per unit and <see cref="Slack"/>.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Escape(ReadOnlySpan<char> text, Span<byte> destination)
    {
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (unit < 0x80)
            {
                written += EscapeAscii(unit, destination[written..]);
            }
            else if (!char.IsSurrogate(unit))
            {
                written += EscapeUnit(unit, destination[written..]);
            }
            else if (char.IsHighSurrogate(unit) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                written += EscapeUnit(unit, destination[written..]);
                written += EscapeUnit(text[++i], destination[written..]);
            }
            else
            {
                written += EscapeUnit(Replacement, destination[written..]);
            }
        }
        return written;
    }

    private static int EscapeAscii(char unit, Span<byte> destination)
    {
        if (Safe.Contains(unit))
        {
            destination[0] = (byte)unit;
            return 1;
        }
        var letter = unit switch
        {
            '\b' => (byte)'b',
            '\t' => (byte)'t',
            '\n' => (byte)'n',
            '\f' => (byte)'f',
            '\r' => (byte)'r',
            '\\' => (byte)'\\',
            _ => (byte)0,
        };
        if (letter == 0) return EscapeUnit(unit, destination);
        destination[0] = (byte)'\\';
        destination[1] = letter;
        return 2;
    }

    /// <summary>Writes <c>\uXXXX</c> as one word of eight bytes, of which the last two are slack.</summary>
    private static int EscapeUnit(char unit, Span<byte> destination)
    {
        // One digit per byte, the first in the lowest byte; a digit above 9 carries into the upper half when 6 is added.
        var digits = (uint)(((unit >> 12) & 0xF) | (unit & 0xF00) | ((unit & 0xF0) << 12) | ((unit & 0xF) << 24));
        var letters = ((digits + 0x06060606) >> 4) & 0x01010101;
        var text = digits + 0x30303030 + (letters * 7);
        BinaryPrimitives.WriteUInt64LittleEndian(destination, ((ulong)text << 16) | ((ulong)'u' << 8) | '\\');
        return LongestEscape;
    }
}
