using System.Text.Json;

namespace Sse;

public ref partial struct SseJsonReader
{
    /// <summary>Requires that the value is a number and not one in a string: an enum's number is never quoted.</summary>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public void RequireNumber()
    {
        if (_reader.TokenType != JsonTokenType.Number) throw Expected("a number");
    }
}
