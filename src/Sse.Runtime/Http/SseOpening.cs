namespace Sse;

/// <summary>What every stream starts with.</summary>
internal static class SseOpening
{
    /// <summary>The first comment, which tells the heartbeat interval in milliseconds, and the endpoint's normal retry.</summary>
    public static void WriteOpening(this ref SseFrameWriter writer, TimeSpan heartbeatInterval, TimeSpan retry)
    {
        writer.WriteRaw(": heartbeat="u8);
        writer.WriteDigits(heartbeatInterval.Ticks / TimeSpan.TicksPerMillisecond);
        writer.WriteRaw("\n"u8);
        writer.WriteRetry(retry);
        writer.EndBlock();
    }
}
