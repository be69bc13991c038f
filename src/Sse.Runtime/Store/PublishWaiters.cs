namespace Sse;

/// <summary>Publishers that wait until this process has read their events back from the store.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PublishWaiters
{
    private readonly Queue<(long Position, TaskCompletionSource<SsePosition> Waiter)> _waiting = new();
    private long _reached;

    /// <summary>Lets a publisher wait for a position; those of one process come in order.</summary>
    public void Add(long position, TaskCompletionSource<SsePosition> waiter, HubLog log)
    {
        lock (_waiting)
        {
            if (position > _reached)
            {
                _waiting.Enqueue((position, waiter));
                return;
            }
        }
        waiter.TrySetResult(log.PositionAt(position));
    }

    /// <summary>Everything up to a position has been read back.</summary>
    public void Reach(long position, HubLog log)
    {
        while (true)
        {
            (long Position, TaskCompletionSource<SsePosition> Waiter) next;
            lock (_waiting)
            {
                _reached = position;
                if (!_waiting.TryPeek(out next) || next.Position > position) return;
                _waiting.Dequeue();
            }
            next.Waiter.TrySetResult(log.PositionAt(next.Position));
        }
    }

    /// <summary>Nothing is read back any more.</summary>
    /// <returns>How many waited.</returns>
    public int Fail(Exception exception)
    {
        lock (_waiting)
        {
            var count = _waiting.Count;
            while (_waiting.TryDequeue(out var next)) next.Waiter.TrySetException(exception);
            return count;
        }
    }
}
