namespace Sse;

/// <summary>Where a reader begins: its cursor, and the gap it must be told first.</summary>
internal readonly record struct Resumption(Cursor Cursor, SseGap? Gap)
{
    /// <summary>How many bytes it replays for a client that named no place of this log; 0 for all others.</summary>
    public long StrangersBytes { get; init; }

    private const int LongestRequested = 256;

    /// <summary>Begins where the application says.</summary>
    public static Resumption From(HubLog log, SseTopicSelection topics, ReadMode mode, SseStart start)
    {
        if (start.Position is { } position)
            return From(log, topics, mode, log.TryReveal(ref position) ? SseEventIdForm.Position : SseEventIdForm.Foreign, position, requested: null);
        var kind = start.IsSnapshot ? LogStartKind.Snapshot : start.IsEarliest ? LogStartKind.Earliest : LogStartKind.Newest;
        return new(log.Open(topics, mode.Conflates, new LogStart(kind), out _), Gap: null);
    }

    /// <summary>Begins where a client says.</summary>
    /// <param name="log">The log.</param>
    /// <param name="topics">The client's topics.</param>
    /// <param name="mode">How it reads.</param>
    /// <param name="id">What the client gave as its last event id; null when that is malformed as a whole.</param>
    /// <param name="replay">How much is replayed to a client that names no place of this log; null sets no bound.</param>
    public static Resumption From(HubLog log, SseTopicSelection topics, ReadMode mode, string? id, SseReplayOptions? replay = null)
    {
        if (string.Equals(id, ProtocolWords.Earliest, StringComparison.Ordinal)) return FromEarliest(log, topics, mode, replay);
        if (string.Equals(id, ProtocolWords.Snapshot, StringComparison.Ordinal)) return From(log, topics, mode, SseStart.Snapshot);
        var form = log.Read(id, out var position);
        return From(log, topics, mode, form, position, id, replay);
    }

    /// <summary>Where one goes on that is not to be replayed to now: at the newest, and it is told what it was to be told.</summary>
    public static SseGap WithoutReplay(HubLog log, Cursor cursor, ReadMode mode, SseGap? gap)
    {
        log.Bound(cursor, maxEvents: 0, maxBytes: 0, out _);
        if (mode.Snapshots) log.BeginSnapshot(cursor);
        return Tell(log, cursor, gap?.Reason ?? SseGapReason.Bounded, gap is null ? ProtocolWords.Earliest : gap.Requested, log.Oldest - 1);
    }

    /// <summary>Where a cursor is, as text of an id.</summary>
    public static SsePosition PositionOf(HubLog log, Cursor cursor)
    {
        var position = log.PositionAt(cursor.After, cursor.Snapshot?.Boundary);
        // Before all whose tag is known. A place without one would be taken for another log's.
        return log.HasTags && position is { Tag: null, Sequence: > 0 } ? log.PositionAt(0, cursor.Snapshot?.Boundary) : position;
    }

    /// <summary>What a reader must be told that lost events.</summary>
    /// <param name="log">The log.</param>
    /// <param name="cursor">Where it goes on.</param>
    /// <param name="read">What the read said.</param>
    public static SseGap Evicted(HubLog log, Cursor cursor, LogRead read) =>
        Tell(log, cursor, SseGapReason.Evicted, log.PositionAt(read.Requested).ToString(), read.Oldest);

    /// <summary>Writes the id line of a block that is not from the log.</summary>
    /// <param name="writer">Takes the line.</param>
    /// <param name="id">A position's text.</param>
    /// <param name="topic">The topic that follows it, or null.</param>
    public static void WriteId(ref SseFrameWriter writer, string id, string? topic = null)
    {
        writer.WriteRaw("id: "u8);
        writer.WriteText("id", id);
        if (topic is null) writer.WriteRaw("\n"u8);
        else writer.WriteRaw(TopicId.SuffixOf(topic));
    }

    private static Resumption From(HubLog log, SseTopicSelection topics, ReadMode mode, SseEventIdForm form, SsePosition position, string? requested, SseReplayOptions? replay = null)
    {
        var newest = log.Newest;
        var origin = form == SseEventIdForm.Position ? log.OriginOf(position) : PlaceOrigin.Other;
        var known = origin == PlaceOrigin.Ours;
        if (known && Math.Max(position.Sequence, position.SnapshotOf ?? 0) <= newest)
        {
            var start = position.SnapshotOf is { } boundary
                ? new LogStart(LogStartKind.WithinSnapshot, position.Sequence, boundary)
                : new LogStart(LogStartKind.After, position.Sequence);
            return new(log.Open(topics, mode.Conflates, start, out _), Gap: null);
        }

        requested ??= form == SseEventIdForm.Malformed ? null : position.ToString();
        var (reason, kind) = known ? (SseGapReason.Ahead, LogStartKind.Newest)
            : origin == PlaceOrigin.Forgotten ? (SseGapReason.Evicted, LogStartKind.Oldest)
            : form is SseEventIdForm.Position or SseEventIdForm.Foreign ? (SseGapReason.OtherEpoch, LogStartKind.Oldest)
            : (SseGapReason.Malformed, LogStartKind.Newest);
        if (mode.Snapshots) kind = LogStartKind.Snapshot;
        var cursor = log.Open(topics, mode.Conflates, new LogStart(kind), out var oldest);
        // Who knew this log once has its promise: whatever is retained.
        var bytes = 0L;
        if (replay is not null && kind == LogStartKind.Oldest && reason == SseGapReason.OtherEpoch) log.Bound(cursor, replay.MaxEvents, replay.MaxBytes, out bytes);
        return new(cursor, Tell(log, cursor, reason, requested, oldest)) { StrangersBytes = bytes };
    }

    private static Resumption FromEarliest(HubLog log, SseTopicSelection topics, ReadMode mode, SseReplayOptions? replay)
    {
        var cursor = log.Open(topics, mode.Conflates, new LogStart(LogStartKind.Earliest), out var oldest);
        var bytes = 0L;
        if (replay is null || !log.Bound(cursor, replay.MaxEvents, replay.MaxBytes, out bytes)) return new(cursor, Gap: null) { StrangersBytes = bytes };
        if (mode.Snapshots) log.BeginSnapshot(cursor);
        return new(cursor, Tell(log, cursor, SseGapReason.Bounded, ProtocolWords.Earliest, oldest)) { StrangersBytes = mode.Snapshots ? 0 : bytes };
    }

    private static SseGap Tell(HubLog log, Cursor cursor, SseGapReason reason, string? requested, long oldest) => new()
    {
        Reason = reason,
        Requested = requested is { Length: > LongestRequested } ? requested[..LongestRequested] : requested,
        Oldest = log.PositionAt(oldest).ToString(),
        Resumed = PositionOf(log, cursor).ToString(),
    };
}

/// <summary>How a reader reads.</summary>
/// <param name="Conflates">Whether it skips what is superseded.</param>
/// <param name="Snapshots">Whether a snapshot follows a gap.</param>
internal readonly record struct ReadMode(bool Conflates = false, bool Snapshots = false);
