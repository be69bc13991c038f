using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Sse;

public ref partial struct SseJsonReader
{
    /// <summary>Takes a number, also in a string, there also with thousands' commas and between white space, and <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public Half GetHalf()
    {
        var text = _reader.TokenType == JsonTokenType.Number ? _reader.ValueSpan : Quoted();
        if (Half.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) && Half.IsFinite(value)) return value;
        if (text.SequenceEqual("NaN"u8)) return Half.NaN;
        if (text.SequenceEqual("Infinity"u8)) return Half.PositiveInfinity;
        return text.SequenceEqual("-Infinity"u8) ? Half.NegativeInfinity : throw Expected("a Half");
    }

    /// <summary>Takes a number, also in a string, there also <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>.</summary>
    /// <returns>The number; infinite when it is a number beyond the type's range.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public float GetSingle()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetSingle(out var value)) return value;
        var text = Quoted();
        if (Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length && float.IsFinite(value)) return value;
        if (text.SequenceEqual("NaN"u8)) return float.NaN;
        if (text.SequenceEqual("Infinity"u8)) return float.PositiveInfinity;
        return text.SequenceEqual("-Infinity"u8) ? float.NegativeInfinity : throw Expected("a Single");
    }

    /// <summary>Takes a number, also in a string, there also <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>.</summary>
    /// <returns>The number; infinite when it is a number beyond the type's range.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public double GetDouble()
    {
        if (TryGetShort(out double value)) return value;
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetDouble(out value)) return value;
        var text = Quoted();
        if (Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length && double.IsFinite(value)) return value;
        if (text.SequenceEqual("NaN"u8)) return double.NaN;
        if (text.SequenceEqual("Infinity"u8)) return double.PositiveInfinity;
        return text.SequenceEqual("-Infinity"u8) ? double.NegativeInfinity : throw Expected("a Double");
    }

    /// <summary>Takes a number, also in a string, with the digits it carries.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public decimal GetDecimal()
    {
        if (TryGetShort(out decimal value)) return value;
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetDecimal(out value)) return value;
        var text = Quoted();
        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length ? value : throw Expected("a Decimal");
    }
}
