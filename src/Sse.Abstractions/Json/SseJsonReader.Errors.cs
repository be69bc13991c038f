using System.Text.Json;

namespace Sse;

public ref partial struct SseJsonReader
{
    /// <summary>The error of an object that ended without a member it must have.</summary>
    /// <param name="member">The member's name in JSON.</param>
    /// <returns>The exception, to be thrown.</returns>
    public readonly SseFormatException Missing(string member) => Error(_reader.TokenStartIndex, $"the required member '{member}' is missing");

    /// <summary>The error of a member whose name is not known, where such members are refused.</summary>
    /// <param name="member">Its name.</param>
    /// <returns>The exception, to be thrown.</returns>
    public readonly SseFormatException Unknown(string member) => Error(_reader.TokenStartIndex, $"the member '{member}' is not known");

    /// <summary>The error of a value that would have to be filled where it is, and can't be.</summary>
    /// <param name="reason">Why not.</param>
    /// <returns>The exception, to be thrown.</returns>
    public readonly SseFormatException Unfillable(string reason) => Error(_reader.TokenStartIndex, reason);

    private readonly SseFormatException Expected(string what) => Error(_reader.TokenStartIndex, $"the value is not {what}");

    private readonly SseFormatException Error(long position, string problem, Exception? inner = null) =>
        new(_eventName, JsonPath.At(_json, _start + position), _start + position, problem, inner);

    private readonly SseFormatException Malformed(JsonException exception)
    {
        // The exception counts from the last line feed.
        var line = 0;
        for (var lines = exception.LineNumber ?? 0; lines > 0; lines--) line += _json[line..].IndexOf((byte)'\n') + 1;
        return Error(line + (exception.BytePositionInLine ?? 0), "malformed JSON", exception);
    }
}
