namespace Sse;

// Written by hand as the generator would: it refuses names that start with sse-, and this package doesn't run it on itself.
public sealed partial record SseLive : ISseEvent<SseLive>
{
    /// <inheritdoc/>
    public static string EventName => ProtocolWords.LiveEvent;

    /// <inheritdoc/>
    public static void WriteFrame(ref SseFrameWriter writer, SseLive value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteRaw("event: sse-live\ndata: {\"count\":"u8);
        writer.WriteDigits(value.Count);
        writer.WriteRaw(",\"position\":"u8);
        writer.WriteString(value.Position);
        writer.WriteRaw(value.Complete ? ",\"complete\":true}\n\n"u8 : ",\"complete\":false}\n\n"u8);
    }
}
