using System.Buffers.Text;
using System.Globalization;

namespace Sse;

public ref partial struct SseFrameWriter
{
    // Longest texts: 20 for a 64-bit integer with its sign, 40 for a 128-bit one, 31 for a decimal.
    // A double takes at most 24, "-2.2250738585072014E-308"; the rest is slack.
    private const int Longest64Bit = 20;
    private const int Longest128Bit = 40;
    private const int LongestFraction = 40;

    /// <summary>Writes a JSON number.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(sbyte value) => WriteNumber((long)value);

    /// <summary>Writes a JSON number.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(byte value) => WriteNumber((ulong)value);

    /// <summary>Writes a JSON number.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(short value) => WriteNumber((long)value);

    /// <summary>Writes a JSON number.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(ushort value) => WriteNumber((ulong)value);

    /// <summary>Writes a JSON number.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(int value) => WriteNumber((long)value);

    /// <summary>Writes a JSON number.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(uint value) => WriteNumber((ulong)value);

    /// <summary>Writes a JSON number.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(Longest64Bit), out var length);
        _written += length;
    }

    /// <summary>Writes a JSON number.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(ulong value)
    {
        Utf8Formatter.TryFormat(value, Reserve(Longest64Bit), out var length);
        _written += length;
    }

    /// <summary>Writes a JSON number.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(Int128 value)
    {
        value.TryFormat(Reserve(Longest128Bit), out var length, default, CultureInfo.InvariantCulture);
        _written += length;
    }

    /// <summary>Writes a JSON number.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(UInt128 value)
    {
        value.TryFormat(Reserve(Longest128Bit), out var length, default, CultureInfo.InvariantCulture);
        _written += length;
    }

    /// <summary>Writes the shortest JSON number that reads back as the same value.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">It is NaN or infinite.</exception>
    public void WriteNumber(Half value)
    {
        if (!Half.IsFinite(value)) ThrowNotFinite(nameof(value));
        value.TryFormat(Reserve(LongestFraction), out var length, default, CultureInfo.InvariantCulture);
        _written += length;
    }

    /// <summary>Writes the shortest JSON number that reads back as the same value.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">It is NaN or infinite.</exception>
    public void WriteNumber(float value)
    {
        if (!float.IsFinite(value)) ThrowNotFinite(nameof(value));
        value.TryFormat(Reserve(LongestFraction), out var length, default, CultureInfo.InvariantCulture);
        _written += length;
    }

    /// <summary>Writes the shortest JSON number that reads back as the same value.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">It is NaN or infinite.</exception>
    public void WriteNumber(double value)
    {
        if (TryWriteFewDecimals(value)) return;
        if (!double.IsFinite(value)) ThrowNotFinite(nameof(value));
        value.TryFormat(Reserve(LongestFraction), out var length, default, CultureInfo.InvariantCulture);
        _written += length;
    }

    private static void ThrowNotFinite(string parameter) =>
        throw new ArgumentException("JSON has no number for NaN or an infinity.", parameter);
}
