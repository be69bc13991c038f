namespace Sse;

/// <summary>How a read of the log ended.</summary>
internal enum LogReadKind
{
    /// <summary>At the tail: there was nothing more to read when the read ended.</summary>
    Tail,

    /// <summary>At the limit of the read: there is more.</summary>
    More,

    /// <summary>Within a frame that is larger than the read: nothing may come before the rest of it.</summary>
    Partial,

    /// <summary>At the tail, and every topic of the cursor is complete.</summary>
    Completed,

    /// <summary>Not begun: events of the cursor's topics after its place are no longer retained.</summary>
    Trimmed,
}

/// <summary>What a read of the log brought.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Bytes">How many bytes went to the sink.</param>
/// <param name="Through">When trimmed: the sequence up to which events are lost; the cursor can go on after it.</param>
internal readonly record struct LogRead(LogReadKind Kind, int Bytes, long Through = 0);
