namespace Sse;

/// <summary>
/// A place in the log and what is read from there. A record after <see cref="After"/> is given; up to a boundary only if
/// what superseded it, if anything, lies behind the boundary too: so a key that changes while it is read is not missing.
/// </summary>
/// <remarks>Made by the log that reads with it; read by one reader at a time.</remarks>
internal sealed class Cursor(SseTopicSelection topics, bool conflates, int places)
{
    /// <summary>Which topics, besides what is for the whole hub.</summary>
    public SseTopicSelection Topics { get; } = topics;

    /// <summary>Whether it skips what is superseded.</summary>
    public bool Conflates { get; } = conflates;

    /// <summary>Where it reads: what is for the whole hub first, then each topic, or whatever there is.</summary>
    public ReadPlace[] Places { get; } = new ReadPlace[places];

    /// <summary>Who is woken; null before anybody waits.</summary>
    public ILogReader? Reader { get; set; }

    /// <summary>Whether it counts in its topics as a stream. Used under the log's lock.</summary>
    public bool IsCounted { get; set; }

    /// <summary>How many bytes of each id line are the same for all events of the log.</summary>
    public int IdPrefixLength { get; init; }

    /// <summary>Set when one of its topics was completed: its reader is not to wait any longer.</summary>
    public bool IsUrgent { get; set; }

    /// <summary>All that this cursor reads is read up to and including this sequence, or was skipped.</summary>
    public long After { get; set; }

    /// <summary>While it conflates: what is superseded up to here is skipped. Moves on in rounds, so that a hot key gets through.</summary>
    public long LatestUpTo { get; set; }

    /// <summary>The snapshot that it reads; null while it reads every event, or the newest of each key, to the tail and on.</summary>
    public SnapshotPart? Snapshot { get; set; }
}

/// <summary>One of the places where a cursor reads.</summary>
internal struct ReadPlace
{
    /// <summary>The topic.</summary>
    public Topic Topic;

    /// <summary>What it lost up to this sequence the reader was told, or doesn't ask for.</summary>
    public long Told;

    /// <summary>Where the cursor sits among the topic's readers.</summary>
    public int Seat;
}

/// <summary>The part of a stream that is a snapshot: the newest of each key up to a boundary, and what follows up to its end.</summary>
/// <param name="boundary">Up to where it is the newest of each key.</param>
/// <param name="idPrefix">What stands before the sequence in the ids of its events.</param>
internal sealed class SnapshotPart(long boundary, byte[] idPrefix)
{
    public long Boundary { get; } = boundary;

    public byte[] IdPrefix { get; } = idPrefix;

    /// <summary>Up to where what is behind the boundary belongs to it too; null until the boundary is reached.</summary>
    public long? End { get; set; }
}
