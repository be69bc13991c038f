namespace Sse;

// What it holds at the moment, for who looks on. Nothing of it is kept up for that but three counters.
internal sealed partial class HubLog
{
    private long _published;

    /// <summary>What it holds, and what it let go.</summary>
    public LogSample Sample()
    {
        lock (_lock)
        {
            return new(_published, _retention.Evicted, OldestLocked, _topics.Count)
            {
                Events = _retention.Events,
                Bytes = _retention.Bytes,
                Keys = _retention.State.Count,
                KeyBytes = _retention.State.Bytes,
            };
        }
    }

    /// <summary>Adds its topics, that of the whole hub first, in the order in which it learned of them.</summary>
    /// <param name="found">Where they go.</param>
    /// <param name="most">Where it stops.</param>
    public void FindTopics(List<Topic> found, int most)
    {
        lock (_lock)
        {
            found.Add(_wholeHub);
            _topics.AddTo(found, most);
        }
    }

    /// <summary>Looks at topics that it has found, as many at a time as one hold of its lock takes.</summary>
    public void Sample(ReadOnlySpan<Topic> topics, Span<TopicSample> samples)
    {
        lock (_lock)
            for (var i = 0; i < topics.Length; i++) samples[i] = TopicSample.Of(topics[i]);
    }

    /// <summary>Adds the cursors of all who read.</summary>
    public void FindCursors(List<Cursor> found)
    {
        lock (_lock)
        {
            found.EnsureCapacity(_wholeHub.Readers.Count);
            for (var i = 0; i < _wholeHub.Readers.Count; i++) found.Add(_wholeHub.Readers[i]);
        }
    }

    /// <summary>How many events lie before each cursor, as many cursors at a time as one hold of its lock takes.</summary>
    public void FindLags(ReadOnlySpan<Cursor> cursors, Span<long> lags)
    {
        lock (_lock)
            for (var i = 0; i < cursors.Length; i++) lags[i] = Lag.Of(cursors[i], _newest);
    }

    /// <summary>A cursor over all topics, at the newest, that counts as no reader: nobody wakes it, and it is not closed.</summary>
    public Cursor LookOn()
    {
        var cursor = new Cursor(SseTopicSelection.All, conflates: false, places: 2) { IdPrefixLength = IdPrefixLength };
        lock (_lock)
        {
            (cursor.Places[0].Topic, cursor.Places[1].Topic) = (_wholeHub, _anyTopic);
            _reader.Begin(cursor, new LogStart(LogStartKind.Newest), _newest);
            cursor.Places[1].Told = long.MaxValue;
        }
        return cursor;
    }
}
