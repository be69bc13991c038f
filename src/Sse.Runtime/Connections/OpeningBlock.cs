namespace Sse;

/// <summary>What every stream starts with.</summary>
internal static class OpeningBlock
{
    /// <summary>The first comment, which tells the heartbeat interval in milliseconds, and the endpoint's normal retry.</summary>
    /// <param name="writer">Takes the block.</param>
    /// <param name="heartbeatInterval">How long the stream may be silent.</param>
    /// <param name="retry">How long a client waits before it reconnects.</param>
    /// <param name="id">Where the stream begins, so that a client that loses it before its first event comes back to the
    /// same place; null leaves the client's id as it is.</param>
    public static void WriteOpening(this ref SseFrameWriter writer, TimeSpan heartbeatInterval, TimeSpan retry, string? id)
    {
        writer.WriteRaw(": "u8);
        writer.WriteRaw(ProtocolWords.HeartbeatAdvert);
        writer.WriteDigits(heartbeatInterval.Ticks / TimeSpan.TicksPerMillisecond);
        writer.WriteRaw("\n"u8);
        if (id is not null) writer.WriteId(new SseId(id));
        writer.WriteRetry(retry);
        writer.EndBlock();
    }
}
