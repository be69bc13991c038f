namespace Sse;

/// <summary>Where a cursor begins.</summary>
/// <param name="Kind">How it is said.</param>
/// <param name="Sequence">After which sequence, where one is named.</param>
/// <param name="SnapshotOf">The boundary of the snapshot in which that sequence lies.</param>
internal readonly record struct LogStart(LogStartKind Kind, long Sequence = 0, long SnapshotOf = 0);

/// <summary>How a cursor's beginning is said.</summary>
internal enum LogStartKind
{
    /// <summary>With what comes from here on.</summary>
    Newest,

    /// <summary>After a sequence.</summary>
    After,

    /// <summary>With the oldest that is retained: nobody is told of what isn't.</summary>
    Earliest,

    /// <summary>With the oldest that is retained, by one who knew another log: what was lost behind it is told.</summary>
    Oldest,

    /// <summary>With a snapshot.</summary>
    Snapshot,

    /// <summary>Within a snapshot that was begun on another connection.</summary>
    WithinSnapshot,
}
