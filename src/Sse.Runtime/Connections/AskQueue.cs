namespace Sse;

/// <summary>Asks about streams on the pool, so many at a time, in the order in which they were added.</summary>
/// <remarks>Thread-safe. Nothing in it waits for an answer but the asking itself.</remarks>
/// <param name="most">How many are asked about at a time.</param>
internal sealed class AskQueue(int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<IAsked> _waiting = new();
    private int _running;

    /// <summary>How many are asked about now.</summary>
    public int Running
    {
        get { lock (_lock) return _running; }
    }

    /// <summary>Asks about a stream when it is its turn. Doesn't wait.</summary>
    /// <param name="asked">It is not among the waiting.</param>
    public void Add(IAsked asked)
    {
        lock (_lock)
        {
            if (_running == most)
            {
                _waiting.Enqueue(asked);
                return;
            }
            _running++;
        }
        ThreadPool.UnsafeQueueUserWorkItem(static first => _ = first.Queue.RunAsync(first.Asked), (Queue: this, Asked: asked), preferLocal: false);
    }

    private async Task RunAsync(IAsked asked)
    {
        while (true)
        {
            // Whatever becomes of it, the others have their turn.
            await asked.AskAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (_lock)
            {
                if (!_waiting.TryDequeue(out var next))
                {
                    _running--;
                    return;
                }
                asked = next;
            }
        }
    }
}

/// <summary>What an <see cref="AskQueue"/> asks about.</summary>
internal interface IAsked
{
    /// <summary>Asks.</summary>
    Task AskAsync();
}
