using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sse;

// The general parsers take four times as long as the short numbers of most events need.
public ref partial struct SseJsonReader
{
    // So many digits are exact in a double, and so many powers of ten are.
    private const int ExactDigits = 15;

    private static ReadOnlySpan<double> PowersOfTen => [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Takes a short number without an exponent, other than zero: the quotient of two exact doubles is correctly rounded.</summary>
    private readonly bool TryGetShort(out double value)
    {
        var isShort = TryScan(out var digits, out var scale, out var isNegative);
        value = isShort ? digits / PowersOfTen[scale] : 0;
        if (isNegative) value = -value;
        return isShort;
    }

    /// <summary>Takes a short number without an exponent, other than zero, with the scale that it is written in.</summary>
    private readonly bool TryGetShort(out decimal value)
    {
        var isShort = TryScan(out var digits, out var scale, out var isNegative);
        value = isShort ? new decimal((int)digits, (int)(digits >> 32), 0, isNegative, (byte)scale) : 0;
        return isShort;
    }

    // The tokenizer has checked the grammar of a number: one sign, one point, digits around it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryScan(out long digits, out int scale, out bool isNegative)
    {
        digits = 0;
        scale = 0;
        isNegative = false;
        if (_reader.TokenType != JsonTokenType.Number) return false;
        var text = _reader.ValueSpan;
        isNegative = text[0] == '-';
        if (isNegative) text = text[1..];
        if (text.Length > ExactDigits + 1) return false;
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = text[i] - '0';
            if ((uint)digit <= 9) digits = (digits * 10) + digit;
            else if (text[i] == '.') point = i;
            else return false;
        }
        if (point >= 0) scale = text.Length - point - 1;
        return digits != 0 && (point >= 0 || text.Length <= ExactDigits);
    }
}
