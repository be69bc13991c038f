namespace Sse;

/// <summary>
/// Wakes parked readers after an append, all of them in one go on one thread of the pool, so that publishing runs
/// nobody's code. While it is at work, further appends only leave their mark: who is woken then reads all of it at once.
/// </summary>
internal sealed class Pump(Subscribers subscribers) : IThreadPoolWorkItem
{
    private const int Idle = 0;
    private const int AtWork = 1;
    private const int AtWorkWithMore = 2;

    private Subscription[] _batch = new Subscription[16];
    private int _state;

    /// <summary>Topics have more to read. Doesn't wait.</summary>
    public void OnAppended(SseTopicSelection topics)
    {
        if (!subscribers.Mark(topics)) return;
        if (Interlocked.Exchange(ref _state, AtWorkWithMore) == Idle) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _state, AtWork);
        var count = subscribers.TakeMarked(ref _batch);
        for (var i = 0; i < count; i++) _batch[i].Wake();
        Array.Clear(_batch, 0, count);
        // Behind what the pool has to do already, sends and publishers among it: the next go then finds more to deliver.
        if (Interlocked.CompareExchange(ref _state, Idle, AtWork) != AtWork) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
