namespace Sse;

/// <summary>Who reads a hub, by topic. Holds nothing for a topic that nobody reads.</summary>
/// <remarks>Thread-safe. Runs nobody's code under its lock.</remarks>
internal sealed class Subscribers(OccupancyNotifier occupancy)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Group> _byTopic = new(StringComparer.Ordinal);
    private readonly Group _everyone = [];
    private readonly Group _ofAllTopics = [];
    private readonly List<Group> _toWake = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a subscription in.</summary>
    /// <param name="subscription">It is woken from now on.</param>
    /// <param name="limit">How many there may be at most; what is beyond is not taken.</param>
    public bool TryAdd(Subscription subscription, int limit)
    {
        lock (_lock)
        {
            if (_count >= limit) return false;
            _everyone.Add(subscription);
            Volatile.Write(ref _count, _everyone.Count);
            var topics = subscription.Topics;
            if (topics.IsAll) _ofAllTopics.Add(subscription);
            for (var i = 0; i < topics.Count; i++)
            {
                if (!_byTopic.TryGetValue(topics[i], out var group))
                {
                    _byTopic.Add(topics[i], group = []);
                    occupancy.Enqueue(topics[i], occupied: true);
                }
                group.Add(subscription);
            }
            return true;
        }
    }

    /// <summary>Lets a subscription go.</summary>
    public void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            if (!_everyone.Remove(subscription)) return;
            Volatile.Write(ref _count, _everyone.Count);
            if (_count == 0) _everyone.TrimExcess();
            var topics = subscription.Topics;
            if (topics.IsAll) _ofAllTopics.Remove(subscription);
            for (var i = 0; i < topics.Count; i++)
            {
                var group = _byTopic[topics[i]];
                group.Remove(subscription);
                if (group.Count > 0) continue;
                _byTopic.Remove(topics[i]);
                occupancy.Enqueue(topics[i], occupied: false);
            }
        }
    }

    /// <summary>Notes that topics have more to read.</summary>
    /// <returns>Whether anyone reads them.</returns>
    public bool Mark(SseTopicSelection topics)
    {
        if (Count == 0) return false;
        lock (_lock)
        {
            if (topics.Count == 0)
            {
                Mark(_everyone);
            }
            else
            {
                Mark(_ofAllTopics);
                for (var i = 0; i < topics.Count; i++)
                    if (_byTopic.TryGetValue(topics[i], out var group)) Mark(group);
            }
            return _toWake.Count > 0;
        }
    }

    /// <summary>Takes the readers of all that was marked; answers how many there are.</summary>
    /// <param name="taken">Where they go; made larger when it must.</param>
    public int TakeMarked(ref Subscription[] taken)
    {
        lock (_lock)
        {
            var count = 0;
            foreach (var group in _toWake)
            {
                if (taken.Length < count + group.Count) Array.Resize(ref taken, Math.Max(count + group.Count, taken.Length * 2));
                group.CopyTo(taken, count);
                count += group.Count;
                group.IsMarked = false;
            }
            _toWake.Clear();
            return count;
        }
    }

    /// <summary>Those who read one of the topics: for none and all, everyone.</summary>
    public Subscription[] Of(SseTopicSelection topics)
    {
        lock (_lock)
        {
            if (topics.Count == 0) return [.. _everyone];
            IEnumerable<Subscription> found = _ofAllTopics;
            foreach (var topic in topics)
                if (_byTopic.TryGetValue(topic, out var group)) found = found.Union(group);
            return [.. found];
        }
    }

    /// <summary>How many read one of the topics: for none and all, everyone.</summary>
    public int CountOf(SseTopicSelection topics)
    {
        if (topics.Count == 0) return Count;
        if (topics.Count > 1) return Of(topics).Length;
        lock (_lock) return _ofAllTopics.Count + (_byTopic.TryGetValue(topics[0], out var group) ? group.Count : 0);
    }

    private void Mark(Group group)
    {
        if (group.IsMarked || group.Count == 0) return;
        group.IsMarked = true;
        _toWake.Add(group);
    }

    private sealed class Group : HashSet<Subscription>
    {
        public bool IsMarked { get; set; }
    }
}
