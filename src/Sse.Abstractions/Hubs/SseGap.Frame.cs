namespace Sse;

// Written by hand as the generator would: it refuses names that start with sse-, and this package doesn't run it on itself.
public sealed partial record SseGap : ISseEvent<SseGap>
{
    /// <inheritdoc/>
    public static string EventName => ProtocolWords.GapEvent;

    /// <inheritdoc/>
    public static void WriteFrame(ref SseFrameWriter writer, SseGap value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteRaw("event: sse-gap\ndata: {\"reason\":"u8);
        writer.WriteRaw(value.Reason switch
        {
            SseGapReason.Evicted => "\"Evicted\""u8,
            SseGapReason.OtherEpoch => "\"OtherEpoch\""u8,
            SseGapReason.Ahead => "\"Ahead\""u8,
            SseGapReason.Bounded => "\"Bounded\""u8,
            _ => "\"Malformed\""u8,
        });
        writer.WriteRaw(",\"requested\":"u8);
        writer.WriteString(value.Requested);
        writer.WriteRaw(",\"oldest\":"u8);
        writer.WriteString(value.Oldest);
        writer.WriteRaw(",\"resumed\":"u8);
        writer.WriteString(value.Resumed);
        writer.WriteRaw("}\n\n"u8);
    }
}
