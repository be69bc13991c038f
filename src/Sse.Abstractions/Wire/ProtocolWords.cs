namespace Sse;

/// <summary>The words that server and client say to each other beyond the standard's own: docs/protocol.md tells what they mean.</summary>
internal static class ProtocolWords
{
    public const string MediaType = "text/event-stream";

    public const string LastEventIdHeader = "Last-Event-ID";

    public const string LastEventIdQuery = "lastEventId";

    public const string MaxFrequencyQuery = "maxFrequency";

    /// <summary>Given instead of an id: all that is retained.</summary>
    public const string Earliest = "earliest";

    /// <summary>Given instead of an id: the newest of each key, then what follows.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>The event that tells of events that are lost.</summary>
    public const string GapEvent = "sse-gap";

    /// <summary>The event that ends a snapshot.</summary>
    public const string LiveEvent = "sse-live";

    /// <summary>In the first comment, before the longest silence in milliseconds.</summary>
    public static ReadOnlySpan<byte> HeartbeatAdvert => "heartbeat="u8;

    /// <summary>The end of an id that says the stream is over for good.</summary>
    public const string EndMark = "~end";
}
