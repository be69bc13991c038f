namespace Sse;

internal enum BodyState
{
    /// <summary>Nobody reads.</summary>
    Idle,

    /// <summary>A read is under way, or has failed.</summary>
    Reading,

    /// <summary>Closed, for good.</summary>
    Closed,
}

/// <summary>
/// Whose an answer's body is, so that closing it, which may happen on any thread, and reading it exclude each other.
/// Idle → Reading → Idle …; Idle or Reading → Closed. Thread-safe.
/// </summary>
internal sealed class BodyTurn
{
    private BodyState _state;

    /// <summary>Idle → Reading; false when that is not so.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, BodyState.Reading, BodyState.Idle) == BodyState.Idle;

    /// <summary>Reading → Idle, unless it was closed meanwhile.</summary>
    public void GiveBack() => Interlocked.CompareExchange(ref _state, BodyState.Idle, BodyState.Reading);

    /// <summary>Closes it.</summary>
    /// <returns>What was before: each but <see cref="BodyState.Closed"/> is told to one caller.</returns>
    public BodyState Close() => Interlocked.Exchange(ref _state, BodyState.Closed);
}
