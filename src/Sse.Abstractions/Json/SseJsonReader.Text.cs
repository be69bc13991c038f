using System.Text;
using System.Text.Json;

namespace Sse;

public ref partial struct SseJsonReader
{
    private const int ShortestVersion = 3;
    private const int LongestVersionText = 6 * 43;

    /// <summary>Takes <c>true</c> or <c>false</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public bool GetBoolean() => _reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Expected("a boolean"),
    };

    /// <summary>Takes a string, or null.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="SseFormatException">It is something else, or holds half of a surrogate pair or invalid UTF-8.</exception>
    public string? GetString()
    {
        if (_reader.TokenType == JsonTokenType.String) return Text();
        return IsNull ? null : throw Expected("a string");
    }

    /// <summary>Takes a string of one UTF-16 unit.</summary>
    /// <returns>The character.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public char GetChar() => _reader.TokenType == JsonTokenType.String && Text() is [var unit] ? unit : throw Expected("a string of one character");

    /// <summary>Takes a string of 36 characters.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public Guid GetGuid() => IsText() && _reader.TryGetGuid(out var value) ? value : throw Expected("a Guid");

    /// <summary>Takes an absolute or relative address, or null.</summary>
    /// <returns>The address.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public Uri? GetUri() => GetString() is not { } text ? null : Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var value) ? value : throw Expected("a Uri");

    /// <summary>Takes two to four numbers in a string, or null.</summary>
    /// <returns>The version.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public Version? GetVersion()
    {
        if (GetString() is not { } text) return null;
        var plausible = text.Length >= ShortestVersion && _reader.ValueSpan.Length <= LongestVersionText && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]);
        return plausible && Version.TryParse(text, out var value) ? value : throw Expected("a Version");
    }

    /// <summary>Takes base64 in a string, or null.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public byte[]? GetBytes()
    {
        if (IsNull) return null;
        return IsText() && _reader.TryGetBytesFromBase64(out var value) ? value : throw Expected("base64");
    }

    /// <summary>Whether it stands on a string. One whose escapes make no text is an error here, where the reader's own methods would throw another.</summary>
    private bool IsText() => _reader.TokenType == JsonTokenType.String && (!_reader.ValueIsEscaped || Text().Length > 0);

    /// <summary>The string or name it stands on.</summary>
    private string Text()
    {
        // Most text is short and ASCII, which takes no decoder to copy.
        if (!_reader.ValueIsEscaped && Ascii.IsValid(_reader.ValueSpan)) return Encoding.Latin1.GetString(_reader.ValueSpan);
        try { return _reader.GetString()!; }
        catch (InvalidOperationException exception) { throw Error(_reader.TokenStartIndex, "the text is not valid Unicode", exception); }
    }

    /// <summary>The string it stands on, without escapes; meant for values that have none.</summary>
    private ReadOnlySpan<byte> Utf8Text() => _reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(Text()) : _reader.ValueSpan;
}
