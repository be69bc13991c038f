using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sse;

/// <summary>Which characters of a JSON string stand for themselves, and how the others are written.</summary>
internal static class JsonEscaping
{
    /// <summary>The least free memory <see cref="Escape"/> makes progress with: a pair of surrogates, and what a word writes beyond its escape.</summary>
    public const int LeastRoom = (2 * LongestEscape) + Slack;

    private const int LongestEscape = 6;
    private const int Slack = sizeof(ulong) - LongestEscape;
    private const int LongSafeRun = 16;
    private const int Short = 8;
    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> Safe = SearchValues.Create(Encoding.ASCII.GetString(Table).Replace("\0", "", StringComparison.Ordinal));

    /// <summary>Every ASCII character that stands for itself, and NUL in the place of every other.</summary>
    private static ReadOnlySpan<byte> Table =>
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"u8 +
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"u8 +
        " !\0#$%\0\0()*\0,-./"u8 +
        "0123456789:;\0=\0?"u8 +
        "@ABCDEFGHIJKLMNO"u8 +
        "PQRSTUVWXYZ[\0]^_"u8 +
        "\0abcdefghijklmno"u8 +
        "pqrstuvwxyz{|}~\0"u8;

    /// <summary>Writes the characters before the first that needs an escape.</summary>
    /// <param name="text">The text.</param>
    /// <param name="room">At least as many bytes as the text has characters.</param>
    /// <returns>Their number.</returns>
    public static int CopySafe(ReadOnlySpan<char> text, Span<byte> room)
    {
        if (text.Length <= Short)
        {
            var table = Table;
            room = room[..text.Length];
            for (var i = 0; i < text.Length; i++)
            {
                var unit = text[i];
                if (unit >= table.Length) return i;
                var self = table[unit];
                if (self == 0) return i;
                room[i] = self;
            }
            return text.Length;
        }
        var unsafeAt = text.IndexOfAnyExcept(Safe);
        var safe = unsafeAt < 0 ? text.Length : unsafeAt;
        Encoding.UTF8.GetBytes(text[..safe], room);
        return safe;
    }

    /// <summary>
    /// Writes the start of a text as the inside of a JSON string: until the text ends, the room does, or so many
    /// characters in a row stand for themselves that searching for the next that doesn't is faster.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="room">At least <see cref="LeastRoom"/> bytes. Bytes after the result may be overwritten.</param>
    /// <param name="written">The number of bytes written.</param>
    /// <returns>The number of UTF-16 units taken from the text.</returns>
    public static int Escape(ReadOnlySpan<char> text, Span<byte> room, out int written)
    {
        var table = Table;
        var taken = 0;
        var safeRun = 0;
        written = 0;
        while (taken < text.Length && written <= room.Length - LeastRoom)
        {
            var unit = text[taken++];
            if (unit < table.Length && table[unit] != 0)
            {
                room[written++] = (byte)unit;
                if (++safeRun == LongSafeRun) break;
                continue;
            }
            safeRun = 0;
            if (unit < table.Length)
            {
                written += EscapeAscii(unit, room[written..]);
            }
            else if (!char.IsSurrogate(unit))
            {
                written += EscapeUnit(unit, room[written..]);
            }
            else if (char.IsHighSurrogate(unit) && taken < text.Length && char.IsLowSurrogate(text[taken]))
            {
                written += EscapeUnit(unit, room[written..]);
                written += EscapeUnit(text[taken++], room[written..]);
            }
            else
            {
                written += EscapeUnit(Replacement, room[written..]);
            }
        }
        return taken;
    }

    private static int EscapeAscii(char unit, Span<byte> room)
    {
        var letter = unit switch
        {
            '\b' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\f' => 'f',
            '\r' => 'r',
            '\\' => '\\',
            _ => '\0',
        };
        if (letter == 0) return EscapeUnit(unit, room);
        BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)((letter << 8) | '\\'));
        return 2;
    }

    /// <summary>Writes <c>\uXXXX</c> as one word, of which the last two bytes are slack.</summary>
    private static int EscapeUnit(char unit, Span<byte> room)
    {
        // One digit per byte, the first in the lowest; adding 6 carries into the upper half where a digit is above 9.
        var digits = (uint)((unit >> 12) | (unit & 0xF00) | ((unit & 0xF0) << 12) | ((unit & 0xF) << 24));
        var letters = ((digits + 0x06060606) >> 4) & 0x01010101;
        var text = digits + 0x30303030 + (letters * 7);
        BinaryPrimitives.WriteUInt64LittleEndian(room, ((ulong)text << 16) | ((ulong)'u' << 8) | '\\');
        return LongestEscape;
    }
}
