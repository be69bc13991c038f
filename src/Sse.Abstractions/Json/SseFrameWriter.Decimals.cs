using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sse;

public ref partial struct SseFrameWriter
{
    /// <summary>Writes a JSON number with the digits the value carries: <c>1.500</c> stays <c>1.500</c>.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(decimal value)
    {
        ref readonly var parts = ref Unsafe.As<decimal, DecimalParts>(ref value);
        if (parts.High == 0)
        {
            WriteScaled(parts.Low, value.Scale, negative: parts.SignAndScale < 0);
            return;
        }
        Utf8Formatter.TryFormat(value, Reserve(LongestFraction), out var length);
        _written += length;
    }

    /// <summary>
    /// Writes a number of at most four decimals, as most are, without the search for the shortest text: where an integer
    /// below 10^15 divided by 10^4 gives the value back, no other text of up to 15 digits does.
    /// </summary>
    private bool TryWriteFewDecimals(double value)
    {
        const double Unit = 1e4;
        const double Limit = 1e11;
        var magnitude = Math.Abs(value);
        if (!(magnitude < Limit)) return false;
        var integer = (long)((magnitude * Unit) + 0.5);
        // Zero has a sign, and is left to the general way.
        if (integer == 0 || integer / Unit != magnitude) return false;
        var scale = 4;
        while (scale > 0 && integer % 10 == 0)
        {
            integer /= 10;
            scale--;
        }
        WriteScaled((ulong)integer, scale, value < 0);
        return true;
    }

    /// <summary>Writes an integer with the decimal point so many digits before its end.</summary>
    private void WriteScaled(ulong integer, int scale, bool negative)
    {
        var room = Reserve(LongestFraction);
        var sign = 0;
        if (negative && integer != 0)
        {
            room[0] = (byte)'-';
            sign = 1;
        }
        var text = room[sign..];
        Utf8Formatter.TryFormat(integer, text, out var digits);
        _written += sign + digits;
        if (scale == 0) return;

        var whole = digits - scale;
        var shift = whole > 0 ? 1 : 2 - whole;
        var moved = Math.Max(whole, 0);
        for (var i = digits - 1; i >= moved; i--) text[i + shift] = text[i];
        if (whole <= 0) text[..shift].Fill((byte)'0');
        text[Math.Max(whole, 1)] = (byte)'.';
        _written += shift;
    }

    /// <summary>
    /// What <see cref="decimal.GetBits(decimal)"/> tells, read where it is: to copy the number costs a fourth of writing it.
    /// The layout is that of the DECIMAL structure as which decimals are marshalled.
    /// </summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct DecimalParts
    {
        public readonly int SignAndScale;
        public readonly uint High;
        public readonly ulong Low;
    }
}
