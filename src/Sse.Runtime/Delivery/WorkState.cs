namespace Sse;

/// <summary>
/// Who has to see to it that work is done: of many that ask for it, one starts it; and what is asked for while it is done
/// is done after it. Thread-safe; a mutable struct: keep it in a field.
/// </summary>
/// <remarks>
/// <code>
/// Idle           --Request, answers true-->   Requested
/// Requested      --Request, answers false-->  Requested
/// Requested      --Begin-->                   Working       what was requested before is seen by the work
/// Working        --Request, answers false-->  Requested     what is requested now may have been missed
/// Working        --End, answers false-->      Idle
/// Requested      --End, answers true-->       Requested     it has to begin again
/// </code>
/// </remarks>
internal struct WorkState
{
    private const int Idle = 0;
    private const int Working = 1;
    private const int Requested = 2;

    private int _state;

    /// <summary>Asks for work.</summary>
    /// <returns>Whether the caller has to start it.</returns>
    public bool Request() => Interlocked.Exchange(ref _state, Requested) == Idle;

    /// <summary>The work begins: call it before looking what there is to do.</summary>
    public void Begin() => Interlocked.Exchange(ref _state, Working);

    /// <summary>The work has ended.</summary>
    /// <returns>Whether it has to begin again.</returns>
    public bool End() => Interlocked.CompareExchange(ref _state, Idle, Working) != Working;
}
