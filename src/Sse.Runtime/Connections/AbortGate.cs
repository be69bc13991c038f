namespace Sse;

/// <summary>
/// Lets a request be aborted by anyone as long as it is this request, and no lock is held while the server does it. Once
/// it is over, the server may use the same context for another request.
/// </summary>
/// <remarks>
/// <para>Thread-safe. A mutable struct: keep it in a field, never copy it. Each step is one exchange:</para>
/// <code>
/// state     | enter      | exit            | close
/// open      | aborting   | –               | over
/// aborting  | refused    | aborted         | closing, and waits
/// closing   | refused    | over, lets go   | –
/// aborted   | refused    | –               | over
/// over      | refused    | –               | –
/// </code>
/// </remarks>
internal struct AbortGate
{
    private static readonly object Aborting = new();
    private static readonly object Aborted = new();
    private static readonly object Over = new();

    // Null while it is open; a TaskCompletionSource while it is closing.
    private object? _state;

    /// <summary>Begins to abort.</summary>
    /// <returns>False when that was begun before, or the request is over. Else call <see cref="Exit"/> when it is done.</returns>
    public bool TryEnter() => Interlocked.CompareExchange(ref _state, Aborting, comparand: null) is null;

    /// <summary>The abort is done.</summary>
    public void Exit()
    {
        if (Interlocked.CompareExchange(ref _state, Aborted, Aborting) is TaskCompletionSource closing)
        {
            Volatile.Write(ref _state, Over);
            closing.SetResult();
        }
    }

    /// <summary>Nobody aborts any more once the task is done. Call it once.</summary>
    public Task CloseAsync()
    {
        var state = Volatile.Read(ref _state);
        if (state is null && (state = Interlocked.CompareExchange(ref _state, Over, comparand: null)) is null) return Task.CompletedTask;
        if (ReferenceEquals(state, Aborting))
        {
            var closing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (ReferenceEquals(Interlocked.CompareExchange(ref _state, closing, Aborting), Aborting)) return closing.Task;
        }
        Volatile.Write(ref _state, Over);
        return Task.CompletedTask;
    }
}
