namespace Sse;

/// <summary>Publishers that wait until this process has read their events back from the store.</summary>
/// <remarks>Thread-safe. One batch is appended at a time.</remarks>
internal sealed class PublishWaiters
{
    private const int MostDropped = 65_536;

    private readonly Queue<(long Position, TaskCompletionSource<SsePosition> Waiter)> _waiting = new();
    private readonly HashSet<long> _dropped = [];
    private long _reached;
    private int _generation;
    private bool _isAppending;

    /// <summary>A batch is about to be appended.</summary>
    /// <returns>Tells the log that it goes to from one that takes its place meanwhile.</returns>
    public int BeginAppend()
    {
        lock (_waiting)
        {
            _isAppending = true;
            return _generation;
        }
    }

    /// <summary>Everybody who waits for that batch was added.</summary>
    public void EndAppend()
    {
        lock (_waiting)
        {
            _isAppending = false;
            ForgetDropped();
        }
    }

    /// <summary>Lets a publisher wait for a position; those of one process come in order.</summary>
    public void Add(long position, TaskCompletionSource<SsePosition> waiter, HubLog log, int generation)
    {
        Outcome outcome;
        lock (_waiting)
        {
            if (generation == _generation && position > _reached)
            {
                _waiting.Enqueue((position, waiter));
                return;
            }
            outcome = generation != _generation ? Outcome.Unknown : _dropped.Remove(position) ? Outcome.Dropped : Outcome.Arrived;
        }
        Tell(position, waiter, log, outcome);
    }

    /// <summary>An event at a position had no effect, because its topic was complete. Said before the position is reached.</summary>
    public void Drop(long position)
    {
        lock (_waiting)
            if ((_isAppending || _waiting.Count > 0) && _dropped.Count < MostDropped) _dropped.Add(position);
    }

    /// <summary>Everything up to a position has been read back.</summary>
    public void Reach(long position, HubLog log)
    {
        while (true)
        {
            (long Position, TaskCompletionSource<SsePosition> Waiter) next;
            bool dropped;
            lock (_waiting)
            {
                _reached = Math.Max(_reached, position);
                if (!_waiting.TryPeek(out next) || next.Position > position)
                {
                    ForgetDropped();
                    return;
                }
                _waiting.Dequeue();
                dropped = _dropped.Remove(next.Position);
            }
            Tell(next.Position, next.Waiter, log, dropped ? Outcome.Dropped : Outcome.Arrived);
        }
    }

    /// <summary>Another log took the place of the one whose positions they wait for.</summary>
    public void BeginOver()
    {
        lock (_waiting)
        {
            _generation++;
            _reached = 0;
            _dropped.Clear();
        }
        Fail(Replaced());
    }

    /// <summary>Nothing is read back any more.</summary>
    public void Fail(Exception exception)
    {
        lock (_waiting)
            while (_waiting.TryDequeue(out var next)) next.Waiter.TrySetException(exception);
    }

    private static void Tell(long position, TaskCompletionSource<SsePosition> waiter, HubLog log, Outcome outcome)
    {
        if (outcome == Outcome.Arrived) waiter.TrySetResult(log.PositionAt(position));
        else waiter.TrySetException(outcome == Outcome.Dropped ? PendingAppend.BehindCompletion() : Replaced());
    }

    private static SseStoreException Replaced() =>
        new("The hub's stored log was replaced while the event was on its way: whether the log that there is now has it isn't known.");

    // What nobody waits for any more was published by others.
    private void ForgetDropped()
    {
        if (!_isAppending && (_waiting.Count == 0 || _reached < _waiting.Peek().Position)) _dropped.RemoveWhere(position => position <= _reached);
    }

    private enum Outcome
    {
        Arrived,
        Dropped,
        Unknown,
    }
}
