namespace Sse;

/// <content>What is kept, and of which topics.</content>
internal sealed partial class MemoryLog
{
    private static readonly TimeSpan ShortestTrimPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestTrimPeriod = TimeSpan.FromSeconds(10);

    private readonly long _maxEvents;
    private readonly long _maxBytes;
    private readonly long _maxAge;
    private readonly int _maxTopics;
    private readonly ITimer? _trimTimer;
    private TopicLog? _leastRecent;
    private TopicLog? _mostRecent;
    private long _bytes;

    // The topics that have readers now.
    private readonly Dictionary<string, TopicWatch> _watches = new(StringComparer.Ordinal);

    // The newest event of those topics that gave way: who asks for a topic the log doesn't know may have lost one.
    private long _forgottenThrough;

    // The newest event that left the log, of whatever topic.
    private long _lostThrough;

    public long Trim()
    {
        lock (_lock)
        {
            TrimLocked(_time.GetTimestamp());
            return OldestLocked;
        }
    }

    private ITimer StartTrimming(TimeSpan maxAge)
    {
        var period = TimeSpan.FromTicks(Math.Clamp(maxAge.Ticks / 10, ShortestTrimPeriod.Ticks, LongestTrimPeriod.Ticks));
        return _time.CreateTimer(static log => ((MemoryLog)log!).Trim(), this, period, period);
    }

    private void TrimLocked(long now)
    {
        while (_records.Count > 0 && MustGo(_records[0], now))
        {
            // All copies of a record go together.
            var sequence = _records[0].Sequence;
            do
            {
                var topic = _records[0].Topic;
                _records.RemoveFirst();
                if (topic.IsDropped) continue;
                _bytes -= topic.RemoveFirst();
                _lostThrough = Math.Max(_lostThrough, topic.LostThrough);
            }
            while (_records.Count > 0 && _records[0].Sequence == sequence);
        }
    }

    private bool MustGo(RetainedRecord oldest, long now) =>
        oldest.Topic.IsDropped
        || _newest - oldest.Sequence >= _maxEvents
        || (_bytes > _maxBytes && oldest.Sequence < _newest)
        || now - oldest.Timestamp > _maxAge;

    private TopicLog GetOrAdd(string name)
    {
        if (_topics.TryGetValue(name, out var topic))
        {
            if (topic == _mostRecent) return topic;
            Unlink(topic);
        }
        else
        {
            if (_topics.Count >= _maxTopics) DropLeastRecent();
            topic = new TopicLog(name, Suffix(name), _watches.TryGetValue(name, out var watch) ? watch.LostThrough : _forgottenThrough);
            _topics.Add(name, topic);
            _topology++;
        }
        topic.Older = _mostRecent;
        if (_mostRecent is null) _leastRecent = topic;
        else _mostRecent.Newer = topic;
        return _mostRecent = topic;
    }

    private void DropLeastRecent()
    {
        var topic = _leastRecent!;
        Unlink(topic);
        _topics.Remove(topic.Name!);
        _topology++;
        if (topic.CompletedAt > 0) _completed--;
        _bytes -= topic.Drop();
        _forgottenThrough = Math.Max(_forgottenThrough, topic.LostThrough);
        if (_watches.TryGetValue(topic.Name!, out var watch)) watch.LostThrough = topic.LostThrough;
        _lostThrough = Math.Max(_lostThrough, topic.LostThrough);
    }

    private void Unlink(TopicLog topic)
    {
        if (topic.Older is null) _leastRecent = topic.Newer;
        else topic.Older.Newer = topic.Newer;
        if (topic.Newer is null) _mostRecent = topic.Older;
        else topic.Newer.Older = topic.Older;
        (topic.Older, topic.Newer) = (null, null);
    }

    private static byte[] Suffix(string name)
    {
        Span<byte> encoded = stackalloc byte[SseTopicName.MaxEncodedBytes];
        return [(byte)'/', .. encoded[..SseTopicName.Encode(name, encoded)], (byte)'\n'];
    }
}
