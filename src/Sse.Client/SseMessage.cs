using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace Sse;

/// <summary>An event as it was received: its type, its data and the last event id. Immutable; safe to keep.</summary>
public sealed class SseMessage
{
    /// <summary>The event's type; <c>message</c> when the server named none.</summary>
    public string Type { get; init; } = "message";

    /// <summary>The data as valid UTF-8, its lines joined by LF.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>
    /// The last event id as of this event, empty when there is none. It is kept over events that carry no id of their own,
    /// and a reconnect resumes after it.
    /// </summary>
    public string LastEventId { get; init; } = "";

    /// <summary>
    /// The trace that the event belongs to, where it carries the one that it was published in; else the default value. Give it to
    /// <see cref="ActivitySource"/> as a parent to make what you do with the event part of that trace.
    /// </summary>
    public ActivityContext TraceContext { get; init; }

    /// <summary>The data as text. Decoded on every call.</summary>
    public string Text => Encoding.UTF8.GetString(Data.Span);

    /// <summary>The bytes that the data spells in base64, for servers that send binary data so.</summary>
    /// <returns>The decoded bytes. White space in the data is passed over.</returns>
    /// <exception cref="FormatException">The data is not base64.</exception>
    public byte[] DecodeBase64()
    {
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(Data.Length)];
        var status = Base64.DecodeFromUtf8(Data.Span, decoded, out _, out var written);
        if (status != System.Buffers.OperationStatus.Done) throw new FormatException($"The data of this event of type '{Type}' is not base64.");
        return decoded.AsSpan(0, written).ToArray();
    }

    /// <summary>The type, the id and the length: short enough for a log.</summary>
    public override string ToString() => $"{Shown.Briefly(Type)} ({Data.Length} bytes, id '{Shown.Briefly(LastEventId)}')";
}
