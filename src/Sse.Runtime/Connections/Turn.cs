namespace Sse;

/// <summary>
/// Lets one writer at a time through, in the order in which they came. Kept inside its owner, and without memory of its
/// own until two want it at once: most connections are idle.
/// </summary>
/// <remarks>
/// <para>Thread-safe. A mutable struct: keep it in a field, never copy it. Each step is taken under the lock:</para>
/// <code>
/// state     | take                | a waiter's token  | release                        | end
/// free      | taken               | –                 | –                              | ended
/// taken     | waits, in line      | leaves the line   | to the first who still waits,  | ended; who waits
///           |                     |                   | else free                      | is cancelled
/// ended     | refused, cancelled  | –                 | ended                          | ended
/// </code>
/// <para>It is taken when it is made.</para>
/// </remarks>
/// <param name="sync">The lock.</param>
internal struct Turn(object sync)
{
    private readonly object _sync = sync;
    private bool _free;
    private bool _ended;
    private CancellationToken _cancelled;
    private Queue<TaskCompletionSource>? _waiting;

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
            if (_ended) return Task.FromCanceled(_cancelled);
            if (_free)
            {
                _free = false;
                return Task.CompletedTask;
            }
            // Continuations run elsewhere: who gives the turn back goes on with its own work.
            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_waiting ??= new Queue<TaskCompletionSource>()).Enqueue(waiter);
        }
        return cancellationToken.CanBeCanceled ? WaitAsync(waiter, cancellationToken) : waiter.Task;
    }

    /// <summary>Gives the turn back to the next in line. Only who has it may.</summary>
    public void Release()
    {
        lock (_sync)
        {
            if (_ended) return;
            // One that was cancelled while it waited is passed over.
            while (_waiting is not null && _waiting.TryDequeue(out var next))
                if (next.TrySetResult()) return;
            _free = true;
        }
    }

    /// <summary>Nobody gets the turn any more: who waits for it, and who comes later, is cancelled.</summary>
    /// <param name="cancelled">A token that has fired, for their exceptions.</param>
    public void End(CancellationToken cancelled)
    {
        lock (_sync)
        {
            (_ended, _free, _cancelled) = (true, false, cancelled);
            while (_waiting is not null && _waiting.TryDequeue(out var waiter)) waiter.TrySetCanceled(cancelled);
        }
    }

    private static async Task WaitAsync(TaskCompletionSource waiter, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter).ConfigureAwait(false);
        await waiter.Task.ConfigureAwait(false);
    }
}
