namespace Sse;

/// <summary>Where a subscriber begins to read. The default value is <see cref="Now"/>.</summary>
public readonly record struct SseStart
{
    private readonly Kind _kind;

    private SseStart(Kind kind, SsePosition? position = null) => (_kind, Position) = (kind, position);

    private enum Kind
    {
        Now,
        Earliest,
        Snapshot,
        After,
    }

    /// <summary>With what is published from here on.</summary>
    public static SseStart Now => default;

    /// <summary>With the oldest event that is still retained.</summary>
    public static SseStart Earliest => new(Kind.Earliest);

    /// <summary>
    /// With the newest event of each key, then an <see cref="SseLive"/>, then what is published from there on. Nothing is
    /// missing between and nothing comes twice, whatever is published meanwhile. Events without a key are no part of it.
    /// </summary>
    public static SseStart Snapshot => new(Kind.Snapshot);

    /// <summary>Whether this is <see cref="Earliest"/>.</summary>
    public bool IsEarliest => _kind == Kind.Earliest;

    /// <summary>Whether this is <see cref="Snapshot"/>.</summary>
    public bool IsSnapshot => _kind == Kind.Snapshot;

    /// <summary>The position after which reading begins; null for the others.</summary>
    public SsePosition? Position { get; }

    /// <summary>With the first event after a position. If that can't be honoured, an <see cref="SseGap"/> comes first.</summary>
    /// <param name="position">The position.</param>
    public static SseStart After(SsePosition position) => new(Kind.After, position);

    /// <summary>With the first event after a position.</summary>
    /// <param name="position">The position.</param>
    public static implicit operator SseStart(SsePosition position) => After(position);
}
