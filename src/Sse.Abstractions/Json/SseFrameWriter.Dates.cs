using System.Buffers.Text;
using System.Globalization;

namespace Sse;

public ref partial struct SseFrameWriter
{
    private const int LongestDate = 33; // 2026-01-02T03:04:05.1234567+01:00
    private const int LongestDuration = 26; // -10675199.02:48:05.4775808

    /// <summary>Writes an ISO 8601 date and time: no offset when unspecified, <c>Z</c> for UTC, the offset when local.</summary>
    /// <param name="value">The date and time.</param>
    public void WriteString(DateTime value)
    {
        var free = Reserve(LongestDate + 2);
        Utf8Formatter.TryFormat(value, free[1..], out var length, 'O');
        Quote(free, TrimFraction(free.Slice(1, length)));
    }

    /// <summary>Writes an ISO 8601 date and time with its offset; UTC is <c>+00:00</c>.</summary>
    /// <param name="value">The date and time.</param>
    public void WriteString(DateTimeOffset value)
    {
        var free = Reserve(LongestDate + 2);
        Utf8Formatter.TryFormat(value, free[1..], out var length, 'O');
        Quote(free, TrimFraction(free.Slice(1, length)));
    }

    /// <summary>Writes an ISO 8601 date.</summary>
    /// <param name="value">The date.</param>
    public void WriteString(DateOnly value)
    {
        var free = Reserve(LongestDate + 2);
        value.TryFormat(free[1..], out var length, "O", CultureInfo.InvariantCulture);
        Quote(free, length);
    }

    /// <summary>Writes hours, minutes, seconds, and seven digits of a fraction where there is one.</summary>
    /// <param name="value">The time of day.</param>
    public void WriteString(TimeOnly value) => WriteString(value.ToTimeSpan());

    /// <summary>Writes the constant format <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    /// <param name="value">The duration.</param>
    public void WriteString(TimeSpan value)
    {
        var free = Reserve(LongestDuration + 2);
        Utf8Formatter.TryFormat(value, free[1..], out var length, 'c');
        Quote(free, length);
    }

    /// <summary>Cuts trailing zeros of the seven-digit fraction, and the point when nothing is left; keeps what follows.</summary>
    private static int TrimFraction(Span<byte> date)
    {
        const int Point = 19; // yyyy-MM-ddTHH:mm:ss
        const int End = Point + 8;
        var end = End;
        while (date[end - 1] == (byte)'0') end--;
        if (end - 1 == Point) end = Point;
        if (end == End) return date.Length;
        for (var i = End; i < date.Length; i++) date[end++] = date[i];
        return end;
    }

    /// <summary>Sets the quotes around a value of that length, written one byte into the free memory.</summary>
    private void Quote(Span<byte> free, int length)
    {
        free[0] = (byte)'"';
        free[length + 1] = (byte)'"';
        _written += length + 2;
    }
}
