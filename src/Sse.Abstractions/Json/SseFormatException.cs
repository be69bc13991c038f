using System.Diagnostics.CodeAnalysis;

namespace Sse;

/// <summary>The data of an event is not JSON, or not the JSON of that event. Tells where; never repeats the data.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "Without its place the error would help nobody.")]
public sealed class SseFormatException : FormatException
{
    /// <summary>Says what is wrong with the data of an event, and where.</summary>
    /// <param name="eventName">The event's name on the wire.</param>
    /// <param name="path">The JSON path of the value, <c>$</c> for the whole.</param>
    /// <param name="bytePosition">Bytes of the data before the first that is wrong.</param>
    /// <param name="problem">What is wrong, as a sentence without its full stop.</param>
    /// <param name="innerException">What the JSON reader said, if it did.</param>
    public SseFormatException(string eventName, string path, long bytePosition, string problem, Exception? innerException = null)
        : base($"Event '{eventName}', {path}, byte {bytePosition}: {problem}.", innerException)
    {
        EventName = eventName;
        Path = path;
        BytePosition = bytePosition;
    }

    /// <summary>The event's name on the wire.</summary>
    public string EventName { get; }

    /// <summary>The JSON path of the value, <c>$</c> for the whole.</summary>
    public string Path { get; }

    /// <summary>Bytes of the data before the first that is wrong.</summary>
    public long BytePosition { get; }
}
