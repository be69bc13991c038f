using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>Tells the application when a topic gets its first reader and loses its last, in the order in which that happened.</summary>
/// <remarks>
/// Thread-safe. The application's code runs on the pool, one call at a time. While it is busy, what a topic gained and lost
/// again is not told: there is never more to tell than one change for each topic that differs from what was told last.
/// </remarks>
internal sealed class OccupancyNotifier(Action<string, bool>? onChanged, ILogger logger) : IThreadPoolWorkItem
{
    private readonly Dictionary<string, LinkedListNode<(string Topic, bool Occupied)>> _byTopic = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Topic, bool Occupied)> _changes = new();
    private bool _running;

    /// <summary>How many changes wait to be told.</summary>
    public int Pending
    {
        get
        {
            lock (_changes) return _changes.Count;
        }
    }

    /// <summary>Tells it soon.</summary>
    public void Enqueue(string topic, bool occupied)
    {
        if (onChanged is null) return;
        lock (_changes)
        {
            // A second change of the same topic takes back the first.
            if (_byTopic.Remove(topic, out var node))
            {
                _changes.Remove(node);
                return;
            }
            _byTopic.Add(topic, _changes.AddLast((topic, occupied)));
            if (_running) return;
            _running = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (TryTake(out var topic, out var occupied))
        {
            try { onChanged!(topic, occupied); }
            catch (Exception exception) { logger.OccupancyCallbackFailed(exception); }
        }
    }

    private bool TryTake(out string topic, out bool occupied)
    {
        lock (_changes)
        {
            if (_changes.First is not { } first)
            {
                (topic, occupied, _running) = ("", false, false);
                return false;
            }
            (topic, occupied) = first.Value;
            _changes.RemoveFirst();
            _byTopic.Remove(topic);
            return true;
        }
    }
}
