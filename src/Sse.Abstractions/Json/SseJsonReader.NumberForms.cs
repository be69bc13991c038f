using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Sse;

// What JsonNumberHandling says of a number that is read: each answers the reader itself, for the method that takes it.
public ref partial struct SseJsonReader
{
    /// <summary>Requires that the value is a number, not a string that holds one.</summary>
    /// <returns>The reader itself.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    [UnscopedRef]
    public ref SseJsonReader Strict()
    {
        if (_reader.TokenType != JsonTokenType.Number) throw Expected("a number");
        return ref this;
    }

    /// <summary>Requires that the value is a number, or the name of NaN or of an infinity.</summary>
    /// <returns>The reader itself.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    [UnscopedRef]
    public ref SseJsonReader Named()
    {
        if (_reader.TokenType == JsonTokenType.String && Utf8Text() is var text && (text.SequenceEqual("NaN"u8) || text.SequenceEqual("Infinity"u8) || text.SequenceEqual("-Infinity"u8))) return ref this;
        return ref Strict();
    }
}
