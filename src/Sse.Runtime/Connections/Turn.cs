namespace Sse;

/// <summary>
/// Lets one writer at a time through, in the order in which they came. Kept inside its owner, and without memory of its
/// own until two want it at once: most connections are idle.
/// </summary>
/// <remarks>Thread-safe. Taken when it is made. A mutable struct: keep it in a field, never copy it.</remarks>
internal struct Turn(object sync)
{
    private readonly object _sync = sync;
    private bool _free;
    private Queue<TaskCompletionSource>? _waiting;
    private CancellationToken _ended;

    /// <summary>Takes the turn if nobody has it.</summary>
    public bool TryTake()
    {
        lock (_sync)
        {
            if (!_free) return false;
            _free = false;
            return true;
        }
    }

    /// <summary>Takes the turn when those before have given it back.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that is done when the caller has the turn.</returns>
    public Task TakeAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        TaskCompletionSource waiter;
        lock (_sync)
        {
            if (_ended.IsCancellationRequested) return Task.FromCanceled(_ended);
            if (_free)
            {
                _free = false;
                return Task.CompletedTask;
            }
            // Continuations run elsewhere: who gives the turn back goes on with its own work.
            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting ??= new Queue<TaskCompletionSource>();
            _waiting.Enqueue(waiter);
        }
        return cancellationToken.CanBeCanceled ? WaitAsync(waiter, cancellationToken) : waiter.Task;
    }

    /// <summary>Gives the turn back to the next in line. Only who has it may.</summary>
    public void Release()
    {
        lock (_sync)
        {
            // One that was cancelled while it waited is passed over.
            while (_waiting is not null && _waiting.TryDequeue(out var next))
                if (next.TrySetResult()) return;
            _free = true;
        }
    }

    /// <summary>Nobody gets the turn any more: who waits for it, and who comes later, is cancelled.</summary>
    /// <param name="ended">A token that has fired, for their exceptions.</param>
    public void End(CancellationToken ended)
    {
        lock (_sync)
        {
            _ended = ended;
            _free = false;
            while (_waiting is not null && _waiting.TryDequeue(out var waiter)) waiter.TrySetCanceled(ended);
        }
    }

    private static async Task WaitAsync(TaskCompletionSource waiter, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter).ConfigureAwait(false);
        await waiter.Task.ConfigureAwait(false);
    }
}
