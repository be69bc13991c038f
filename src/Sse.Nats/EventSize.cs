namespace Sse.Nats;

/// <summary>How large events of a hub may be.</summary>
internal static class EventSize
{
    /// <summary>What a message keeps free for an event's topics and key.</summary>
    public const int Reserve = 64 * 1024;

    /// <summary>The largest event of a hub that says nothing of it: one that fits in NATS' default max_payload.</summary>
    public const int Default = (1 << 20) - Reserve;

    /// <summary>Says whether what the hub admits fits in a message.</summary>
    /// <exception cref="SseStoreException">It doesn't.</exception>
    public static void Check(LogStreams streams, int maxEventBytes)
    {
        var most = streams.MaxPayload - Reserve;
        if (maxEventBytes > most) throw Words.TooLarge(streams.Names, maxEventBytes, streams.MaxPayload, most);
    }
}
