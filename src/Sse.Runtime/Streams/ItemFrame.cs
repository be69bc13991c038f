using System.Net.ServerSentEvents;

namespace Sse;

/// <summary>Writes the event of an <see cref="SseItem{T}"/>: its type is a name when it was given one.</summary>
internal static class ItemFrame
{
    private const int Scratch = 512;

    /// <summary>Writes event, data and the blank line.</summary>
    public static void Write<T>(ref SseFrameWriter writer, SseItem<T> item)
        where T : ISseEvent<T>
    {
        // An item without a type reads as "message", so that means: as declared.
        var isDeclared = item.EventType is SseEventName.Message || string.Equals(item.EventType, T.EventName, StringComparison.Ordinal);
        if (isDeclared) T.WriteFrame(ref writer, item.Data);
        else WriteAs(ref writer, item.EventType, item.Data);
    }

    private static void WriteAs<T>(ref SseFrameWriter writer, SseEventName name, T value)
        where T : ISseEvent<T>
    {
        var declared = new SseFrameWriter(stackalloc byte[Scratch]);
        try
        {
            T.WriteFrame(ref declared, value);
            var frame = declared.Written;
            if (frame.StartsWith("event: "u8)) frame = frame[(frame.IndexOf((byte)'\n') + 1)..];
            writer.WriteEvent(name);
            writer.WriteRaw(frame);
        }
        finally
        {
            declared.Dispose();
        }
    }
}
