using System.Text;

namespace Sse;

/// <summary>Where a reader begins: its cursor, and the gap it must be told first.</summary>
internal readonly record struct Resumption(LogCursor Cursor, SseGap? Gap)
{
    private const int LongestRequested = 256;

    /// <summary>Begins where the application says.</summary>
    public static Resumption From(ISseLog log, SseTopicSelection topics, SseStart start) =>
        start.Position is { } position ? From(log, topics, SseEventIdForm.Position, position, requested: null)
        : new(log.Open(topics, start.IsEarliest ? ISseLog.Earliest : log.Newest), null);

    /// <summary>Begins where a client says.</summary>
    /// <param name="log">The log.</param>
    /// <param name="topics">The client's topics.</param>
    /// <param name="id">What the client gave as its last event id; null when that is malformed as a whole.</param>
    public static Resumption From(ISseLog log, SseTopicSelection topics, string? id)
    {
        if (string.Equals(id, ProtocolWords.Earliest, StringComparison.Ordinal)) return From(log, topics, SseStart.Earliest);
        var form = SseEventId.TryRead(id, out var position, out _);
        return From(log, topics, form, position, id);
    }

    /// <summary>Moves a cursor over events that are lost.</summary>
    /// <returns>What its reader must be told.</returns>
    public static SseGap Evicted(ISseLog log, LogCursor cursor, long through)
    {
        var requested = new SsePosition(log.Epoch, cursor.After).ToString();
        cursor.SkipTo(through);
        return Tell(log, SseGapReason.Evicted, requested, through);
    }

    /// <summary>Writes a gap as an event whose id moves the client on.</summary>
    public static void WriteFrame(ref SseFrameWriter writer, SseGap gap)
    {
        writer.WriteRaw("id: "u8);
        Span<byte> id = stackalloc byte[gap.Resumed.Length];
        writer.WriteRaw(id[..Encoding.ASCII.GetBytes(gap.Resumed, id)]);
        writer.WriteRaw("\n"u8);
        SseGap.WriteFrame(ref writer, gap);
    }

    private static Resumption From(ISseLog log, SseTopicSelection topics, SseEventIdForm form, SsePosition position, string? requested)
    {
        var newest = log.Newest;
        var known = form == SseEventIdForm.Position && string.Equals(position.Epoch, log.Epoch, StringComparison.Ordinal);
        if (known && position.Sequence <= newest) return new(log.Open(topics, position.Sequence), null);

        requested ??= form == SseEventIdForm.Position ? position.ToString() : null;
        var (reason, cursor) = known ? (SseGapReason.Ahead, log.Open(topics, newest))
            : form is SseEventIdForm.Position or SseEventIdForm.Foreign ? (SseGapReason.OtherEpoch, log.Open(topics, ISseLog.Earliest))
            : (SseGapReason.Malformed, log.Open(topics, newest));
        return new(cursor, Tell(log, reason, requested, cursor.After));
    }

    private static SseGap Tell(ISseLog log, SseGapReason reason, string? requested, long resumed) => new(
        reason,
        requested is { Length: > LongestRequested } ? requested[..LongestRequested] : requested,
        new SsePosition(log.Epoch, log.Oldest - 1).ToString(),
        new SsePosition(log.Epoch, resumed).ToString());
}
