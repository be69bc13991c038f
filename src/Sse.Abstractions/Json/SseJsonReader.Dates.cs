using System.Buffers.Text;
using System.Text.Json;

namespace Sse;

public ref partial struct SseJsonReader
{
    // In the serializer the limits hold for the text with its escapes.
    private const int LongestTimeOnly = 6 * 16;
    private const int LongestTimeSpan = 6 * 26;

    /// <summary>Takes an ISO 8601 date, with a time or without.</summary>
    /// <returns>The date and time: of kind UTC after <c>Z</c>, local after an offset, else unspecified.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public DateTime GetDateTime() =>
        IsText() && _reader.TryGetDateTime(out var value) ? value : throw Expected("a DateTime");

    /// <summary>Takes an ISO 8601 date, with a time or without; without an offset it is local.</summary>
    /// <returns>The date and time.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public DateTimeOffset GetDateTimeOffset()
    {
        if (_reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false } && WrittenInstant.TryRead(_reader.ValueSpan, out var value)) return value;
        return IsText() && _reader.TryGetDateTimeOffset(out value) ? value : throw Expected("a DateTimeOffset");
    }

    /// <summary>Takes a date <c>yyyy-MM-dd</c>.</summary>
    /// <returns>The date.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public DateOnly GetDateOnly()
    {
        if (_reader.TokenType == JsonTokenType.String && Utf8Text() is [var a, var b, var c, var d, (byte)'-', var e, var f, (byte)'-', var g, var h] && AllDigits([a, b, c, d, e, f, g, h]))
        {
            var (year, month, day) = ((Two(a, b) * 100) + Two(c, d), Two(e, f), Two(g, h));
            if (year > 0 && month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month)) return new DateOnly(year, month, day);
        }
        throw Expected("a DateOnly");

        static bool AllDigits(ReadOnlySpan<byte> digits) => !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        static int Two(byte tens, byte ones) => ((tens - '0') * 10) + ones - '0';
    }

    /// <summary>Takes hours and minutes, with seconds and a fraction or without.</summary>
    /// <returns>The time of day.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public TimeOnly GetTimeOnly()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            var text = Utf8Text();
            var separator = text.IndexOfAny((byte)'.', (byte)':');
            // A day or a sign would make it a duration.
            if (separator > 0 && text[separator] == (byte)':' && _reader.ValueSpan.Length <= LongestTimeOnly && TryParse(text, out var value) && char.IsAsciiDigit((char)text[0]))
                return TimeOnly.FromTimeSpan(value);
        }
        throw Expected("a TimeOnly");
    }

    /// <summary>Takes <c>[-][d.]hh:mm[:ss[.fffffff]]</c>, or whole days.</summary>
    /// <returns>The duration.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public TimeSpan GetTimeSpan()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            var text = Utf8Text();
            if (_reader.ValueSpan.Length <= LongestTimeSpan && TryParse(text, out var value)) return value;
        }
        throw Expected("a TimeSpan");
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out TimeSpan value)
    {
        value = default;
        // The parser would take leading white space.
        return text is [>= (byte)'0' and <= (byte)'9' or (byte)'-', ..] && Utf8Parser.TryParse(text, out value, out var consumed, 'c') && consumed == text.Length;
    }
}
