namespace Sse;

/// <summary>When a stream is asked about again, and whether it is just now.</summary>
/// <remarks>
/// <para>Thread-safe. A mutable struct: keep it in a field, never copy it. One thread ticks. Each step is one exchange:</para>
/// <code>
/// state    | tick, when it is time | start          | granted       | end
/// idle     | waiting               | –              | –             | over
/// waiting  | –                     | asking         | –             | over
/// asking   | over: it lasts too    | –              | idle          | over
///          | long                  |                |               |
/// over     | –                     | refused        | refused       | –
/// </code>
/// </remarks>
/// <param name="dueAt">The timestamp at which it is asked about first.</param>
internal struct AskState(long dueAt)
{
    private const int Idle = 0, Waiting = 1, Asking = 2, Over = 3;

    private int _state;
    // Written before the state that it belongs to.
    private long _next = dueAt;

    /// <summary>Whether <see cref="Tick"/> has something to do.</summary>
    public bool IsDue(long now) => Volatile.Read(ref _state) is Idle or Asking && now >= Volatile.Read(ref _next);

    /// <summary>Looks at the time.</summary>
    public AskStep Tick(long now)
    {
        var state = Volatile.Read(ref _state);
        if (state is not (Idle or Asking) || now < Volatile.Read(ref _next)) return AskStep.Nothing;
        if (Interlocked.CompareExchange(ref _state, state == Idle ? Waiting : Over, state) != state) return AskStep.Nothing;
        return state == Idle ? AskStep.Ask : AskStep.GiveUp;
    }

    /// <summary>It is asked about from now on.</summary>
    /// <param name="until">The timestamp at which it has lasted too long.</param>
    /// <returns>False when nobody wants to know any more.</returns>
    public bool TryStart(long until)
    {
        Volatile.Write(ref _next, until);
        return Interlocked.CompareExchange(ref _state, Asking, Waiting) == Waiting;
    }

    /// <summary>The stream may go on.</summary>
    /// <param name="dueAt">The timestamp at which it is asked about again.</param>
    /// <returns>False when that was given up.</returns>
    public bool TryGrant(long dueAt)
    {
        Volatile.Write(ref _next, dueAt);
        return Interlocked.CompareExchange(ref _state, Idle, Asking) == Asking;
    }

    /// <summary>Nothing is asked any more.</summary>
    /// <returns>Whether this was the first to say so.</returns>
    public bool End() => Interlocked.Exchange(ref _state, Over) != Over;
}

/// <summary>What is to be done at a tick.</summary>
internal enum AskStep
{
    Nothing,
    Ask,

    /// <summary>The asking lasts too long.</summary>
    GiveUp,
}
