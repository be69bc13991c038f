namespace Sse;

/// <summary>Which records a cursor is given.</summary>
/// <param name="kind">Everything, the newest, or the newest keyed values alone.</param>
/// <param name="latestUpTo">What is superseded up to here is not given.</param>
internal readonly struct ReadRule(ReadKind kind, long latestUpTo)
{
    /// <summary>Where a reader of a topic begins that has read up to a place.</summary>
    public long StartIn(Topic topic, long after) =>
        // What is behind the window is for those who want the newest only.
        kind == ReadKind.Everything ? Math.Max(after, topic.Past.LostExact) : after;

    /// <summary>Whether all records of a segment are given.</summary>
    public bool TakesAll(Segment segment) => kind switch
    {
        ReadKind.Everything => segment.Dead == 0,
        ReadKind.Newest => segment.Dead == 0 && segment.Superseded == 0,
        _ => false,
    };

    /// <summary>Whether a record that isn't given is one that a newer one of its key stands for.</summary>
    public bool Conflates(Segment segment, int index) => kind == ReadKind.Newest && !segment.FlagsOf(index).Has(RecordFlags.Dead);

    /// <summary>Whether a record is given.</summary>
    public bool Takes(Segment segment, int index)
    {
        var flags = segment.FlagsOf(index);
        if (flags.Has(RecordFlags.Dead)) return false;
        if (kind == ReadKind.Everything) return true;
        if (kind == ReadKind.Values && (flags & (RecordFlags.Keyed | RecordFlags.Removal)) != RecordFlags.Keyed) return false;
        var superseder = segment.SupersederOf(index);
        return superseder == 0 || superseder > latestUpTo;
    }
}

/// <summary>What is read.</summary>
internal enum ReadKind
{
    /// <summary>Every record.</summary>
    Everything,

    /// <summary>Every record that is not superseded.</summary>
    Newest,

    /// <summary>Records with a key that are not superseded and remove nothing.</summary>
    Values,
}
