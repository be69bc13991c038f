namespace Sse;

/// <summary>Where a subscriber begins to read. The default value is <see cref="Now"/>.</summary>
public readonly record struct SseStart
{
    private SseStart(bool earliest, SsePosition? position) => (IsEarliest, Position) = (earliest, position);

    /// <summary>With what is published from here on.</summary>
    public static SseStart Now => default;

    /// <summary>With the oldest event that is still retained.</summary>
    public static SseStart Earliest => new(earliest: true, position: null);

    /// <summary>Whether this is <see cref="Earliest"/>.</summary>
    public bool IsEarliest { get; }

    /// <summary>The position after which reading begins; null for <see cref="Now"/> and <see cref="Earliest"/>.</summary>
    public SsePosition? Position { get; }

    /// <summary>With the first event after a position. If that can't be honoured, an <see cref="SseGap"/> comes first.</summary>
    /// <param name="position">The position.</param>
    public static SseStart After(SsePosition position) => new(earliest: false, position);

    /// <summary>With the first event after a position.</summary>
    /// <param name="position">The position.</param>
    public static implicit operator SseStart(SsePosition position) => After(position);
}
