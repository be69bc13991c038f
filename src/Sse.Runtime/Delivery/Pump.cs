namespace Sse;

/// <summary>
/// Wakes parked readers after an append, all of them in one go on one thread of the pool, so that publishing runs
/// nobody's code. While it is at work, further appends only leave their mark: who is woken then reads all of it at once.
/// </summary>
internal sealed class Pump(Pump.TakeWoken takeWoken) : IThreadPoolWorkItem
{
    private ILogReader[] _batch = new ILogReader[16];
    private WorkState _work;

    /// <summary>Takes the readers that have more to read; answers how many there are.</summary>
    internal delegate int TakeWoken(ref ILogReader[] taken);

    /// <summary>Readers wait to be woken. Doesn't wait.</summary>
    public void OnMarked()
    {
        if (_work.Request()) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        _work.Begin();
        var count = takeWoken(ref _batch);
        for (var i = 0; i < count; i++) _batch[i].Wake();
        Array.Clear(_batch, 0, count);
        // Behind what the pool has to do already, sends and publishers among it: the next go then finds more to deliver.
        if (_work.End()) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
