using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>Tells the application when a topic gets its first reader and loses its last, in the order in which that happened.</summary>
/// <remarks>Thread-safe. The application's code runs on the pool, one call at a time.</remarks>
internal sealed class OccupancyNotifier(Action<string, bool>? changed, ILogger logger) : IThreadPoolWorkItem
{
    private readonly Queue<(string Topic, bool Occupied)> _changes = new();
    private bool _running;

    /// <summary>Tells it soon.</summary>
    public void Enqueue(string topic, bool occupied)
    {
        if (changed is null) return;
        lock (_changes)
        {
            _changes.Enqueue((topic, occupied));
            if (_running) return;
            _running = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            (string Topic, bool Occupied) change;
            lock (_changes)
            {
                if (!_changes.TryDequeue(out change))
                {
                    _running = false;
                    return;
                }
            }
            try { changed!(change.Topic, change.Occupied); }
            catch (Exception exception) { logger.OccupancyCallbackFailed(exception); }
        }
    }
}
