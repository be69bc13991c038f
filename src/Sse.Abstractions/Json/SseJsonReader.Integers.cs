using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Sse;

public ref partial struct SseJsonReader
{
    /// <summary>Takes an integer, also in a string.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public sbyte GetSByte()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetSByte(out var value)) return value;
        var text = Quoted();
        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length ? value : throw Expected("an SByte");
    }

    /// <summary>Takes an integer, also in a string.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public byte GetByte()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetByte(out var value)) return value;
        var text = Quoted();
        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length ? value : throw Expected("a Byte");
    }

    /// <summary>Takes an integer, also in a string.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public short GetInt16()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt16(out var value)) return value;
        var text = Quoted();
        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length ? value : throw Expected("an Int16");
    }

    /// <summary>Takes an integer, also in a string.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public ushort GetUInt16()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetUInt16(out var value)) return value;
        var text = Quoted();
        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length ? value : throw Expected("a UInt16");
    }

    /// <summary>Takes an integer, also in a string.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public int GetInt32()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out var value)) return value;
        var text = Quoted();
        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length ? value : throw Expected("an Int32");
    }

    /// <summary>Takes an integer, also in a string.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public uint GetUInt32()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetUInt32(out var value)) return value;
        var text = Quoted();
        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length ? value : throw Expected("a UInt32");
    }

    /// <summary>Takes an integer, also in a string.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public long GetInt64()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var value)) return value;
        var text = Quoted();
        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length ? value : throw Expected("an Int64");
    }

    /// <summary>Takes an integer, also in a string.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public ulong GetUInt64()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetUInt64(out var value)) return value;
        var text = Quoted();
        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length ? value : throw Expected("a UInt64");
    }

    /// <summary>Takes an integer, also in a string, there also between white space.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public Int128 GetInt128()
    {
        var text = _reader.TokenType == JsonTokenType.Number ? _reader.ValueSpan : Quoted();
        return Int128.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : throw Expected("an Int128");
    }

    /// <summary>Takes an integer, also in a string, there also between white space.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="SseFormatException">It is something else, or out of range.</exception>
    public UInt128 GetUInt128()
    {
        var text = _reader.TokenType == JsonTokenType.Number ? _reader.ValueSpan : Quoted();
        return UInt128.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : throw Expected("a UInt128");
    }

    /// <summary>The string it stands on, or nothing when it stands on no string.</summary>
    private ReadOnlySpan<byte> Quoted() => _reader.TokenType == JsonTokenType.String ? Utf8Text() : default;
}
