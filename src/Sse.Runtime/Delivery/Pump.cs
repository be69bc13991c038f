namespace Sse;

/// <summary>
/// Wakes parked readers after an append, many of them in one go on one thread of the pool, so that publishing runs
/// nobody's code. While it is at work, further appends only leave their mark: who is woken then reads all of it at once.
/// </summary>
internal sealed class Pump(Pump.TakeWoken takeWoken, TimeProvider time) : IThreadPoolWorkItem
{
    /// <summary>How many are woken in one go.</summary>
    public const int BatchSize = 1024;

    private const long Nothing = -1;

    private readonly ILogReader[] _batch = new ILogReader[BatchSize];
    private WorkState _work;
    private long _since = Nothing;

    /// <summary>Takes readers that have more to read, as many as there is room for; answers how many.</summary>
    internal delegate int TakeWoken(Span<ILogReader> taken);

    /// <summary>For how long readers have waited to be woken: since the go that is due or under way was asked for.</summary>
    public TimeSpan Wait => Volatile.Read(ref _since) is var since and not Nothing ? time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Readers wait to be woken. Doesn't wait.</summary>
    public void OnMarked()
    {
        if (_work.Request()) Queue();
    }

    void IThreadPoolWorkItem.Execute()
    {
        _work.Begin();
        var count = takeWoken(_batch);
        for (var i = 0; i < count; i++) _batch[i].Wake();
        Array.Clear(_batch, 0, count);
        if (count == BatchSize) _work.Request();
        // Before it ends: whoever asks for the next go writes it again.
        Volatile.Write(ref _since, Nothing);
        if (_work.End()) Queue();
    }

    // Behind what the pool has to do already, sends and publishers among it: the next go then finds more to deliver.
    private void Queue()
    {
        Volatile.Write(ref _since, time.GetTimestamp());
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
