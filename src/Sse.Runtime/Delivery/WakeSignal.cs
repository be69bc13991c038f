using System.Threading.Tasks.Sources;

namespace Sse;

/// <summary>
/// Where one reader of the log waits for more. Waiting and waking allocate nothing; a wake that comes while the reader
/// is at work is kept, so none is lost between its last read and its wait.
/// </summary>
/// <remarks>One reader waits; anyone wakes.</remarks>
/// <param name="inline">
/// Whether the reader goes on within the call that wakes it: only for readers that run no code of the application.
/// </param>
internal sealed class WakeSignal(bool inline) : IValueTaskSource, IThreadPoolWorkItem
{
    private const int Working = 0;
    private const int WorkingAndWoken = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = !inline };
    private int _state;

    /// <summary>Lets the reader go on, now or after what it is doing.</summary>
    public void Wake()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == WorkingAndWoken) return;
            if (state == Working)
            {
                if (Interlocked.CompareExchange(ref _state, WorkingAndWoken, Working) == Working) return;
            }
            else if (Interlocked.CompareExchange(ref _state, Working, Waiting) == Waiting)
            {
                _source.SetResult(true);
                return;
            }
        }
    }

    /// <summary>Waits until it is woken; not at all if that happened since the last wait.</summary>
    public ValueTask WaitAsync()
    {
        _source.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Working) == Working) return new(this, _source.Version);
        // With a full fence: what the reader checks next must not be read before.
        Interlocked.Exchange(ref _state, Working);
        return default;
    }

    /// <summary>Goes on from the pool, after others that are waiting there.</summary>
    public ValueTask YieldAsync()
    {
        _source.Reset();
        var turn = new ValueTask(this, _source.Version);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return turn;
    }

    void IThreadPoolWorkItem.Execute() => _source.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
