using System.Buffers.Text;
using System.Text.Json;

namespace Sse;

public ref partial struct SseJsonReader
{
    /// <summary>Moves to the name of the next member: a dictionary's key. <see cref="ReadValue"/> moves on to its value.</summary>
    /// <param name="name">A reader that stands on the name, as if it were a value in quotes.</param>
    /// <returns>Whether there is one; otherwise the object has ended.</returns>
    /// <exception cref="SseFormatException">The JSON is malformed.</exception>
    public bool ReadName(out SseJsonReader name)
    {
        Advance();
        name = default;
        if (_reader.TokenType == JsonTokenType.EndObject) return false;
        var quoted = _json.Slice((int)_reader.TokenStartIndex, _reader.ValueSpan.Length + 2);
        name = new SseJsonReader(_json, _eventName, quoted, _start + (int)_reader.TokenStartIndex);
        return true;
    }

    /// <summary>Moves from a name to its value.</summary>
    /// <exception cref="SseFormatException">The JSON is malformed.</exception>
    public void ReadValue() => Advance();

    /// <summary>Takes <c>true</c> or <c>false</c> in quotes: a dictionary's key.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public bool GetBooleanName()
    {
        var text = Utf8Text();
        return Utf8Parser.TryParse(text, out bool value, out var consumed) && consumed == text.Length ? value : throw Expected("a boolean");
    }
}
