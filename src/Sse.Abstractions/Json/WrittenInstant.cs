namespace Sse;

/// <summary>
/// Reads instants in the form that serializers write: date, time, fraction, offset or <c>Z</c>. It takes half as long as
/// the general parser, which has to read whatever this leaves.
/// </summary>
internal static class WrittenInstant
{
    private const int SecondsEnd = 19;
    private const int OffsetLength = 6;
    private const int MaxFraction = 7;

    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length <= SecondsEnd || text is not [_, _, _, _, (byte)'-', _, _, (byte)'-', _, _, (byte)'T', _, _, (byte)':', _, _, (byte)':', ..]) return false;
        var (year, month, day) = ((Two(text, 0) * 100) + Two(text, 2), Two(text, 5), Two(text, 8));
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        // At the ends of the range an offset can lead out of it; a digit that is none makes a part negative.
        if (year is < 2 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if ((uint)hour > 23 || (uint)minute > 59 || (uint)second > 59) return false;
        var rest = text[SecondsEnd..];
        if (!TryReadFraction(ref rest, out var ticks) || !TryReadOffset(rest, out var offset)) return false;
        value = new DateTimeOffset(new DateTime(year, month, day, hour, minute, second).AddTicks(ticks), offset);
        return true;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<byte> rest, out int ticks)
    {
        ticks = 0;
        if (rest[0] != '.') return true;
        var digits = 0;
        for (rest = rest[1..]; !rest.IsEmpty && char.IsAsciiDigit((char)rest[0]); rest = rest[1..])
        {
            if (++digits > MaxFraction) return false;
            ticks = (ticks * 10) + rest[0] - '0';
        }
        if (digits == 0) return false;
        for (; digits < MaxFraction; digits++) ticks *= 10;
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> rest, out TimeSpan offset)
    {
        offset = default;
        if (rest is [(byte)'Z']) return true;
        if (rest.Length != OffsetLength || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':') return false;
        var (hours, minutes) = (Two(rest, 1), Two(rest, 4));
        if ((uint)hours > 13 || (uint)minutes > 59) return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (rest[0] == '-') offset = -offset;
        return true;
    }

    // Far below zero unless both are digits.
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = (text[at] - '0', text[at + 1] - '0');
        return (uint)tens <= 9 && (uint)ones <= 9 ? (tens * 10) + ones : -10_000;
    }
}
