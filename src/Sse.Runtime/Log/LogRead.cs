namespace Sse;

/// <summary>How a read of the log ended.</summary>
internal enum LogReadKind
{
    /// <summary>At the tail: there was nothing more to read when the read ended.</summary>
    Tail,

    /// <summary>At the limit of the read: there is more.</summary>
    More,

    /// <summary>At the tail, and every topic of the cursor is complete.</summary>
    Completed,

    /// <summary>Events of the cursor's topics after its place are no longer retained; it has moved on over them.</summary>
    Trimmed,

    /// <summary>Before a record that has to be fetched first.</summary>
    Cold,

    /// <summary>At the end of the snapshot: what comes now is live.</summary>
    Live,
}

/// <summary>What a read of the log brought.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Requested">When trimmed: where the cursor was. When cold: the record's sequence.</param>
/// <param name="Oldest">When trimmed: the place right before the oldest event that is retained.</param>
internal readonly record struct LogRead(LogReadKind Kind, long Requested = 0, long Oldest = 0);
