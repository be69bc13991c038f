namespace Sse;

/// <summary>
/// Goes back from the newest record, counting what a cursor would be given, until that is too much or all. Used under the
/// log's lock only, for a bounded number of records at a time.
/// </summary>
/// <param name="newest">Where it begins.</param>
/// <param name="maxEvents">So many events may follow.</param>
/// <param name="maxBytes">So many bytes may follow.</param>
internal sealed class ReplayWalk(long newest, long maxEvents, long maxBytes)
{
    // A walk over several topics looks at each for each record.
    private const int MostVisits = 16 * 1024;

    private long _events;
    private readonly long _newest = newest;
    private long _upTo = newest;
    private int _visits;

    /// <summary>What follows, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The place after which no more follows than may; null when all may.</summary>
    public long? Place { get; private set; }

    /// <summary>Goes on.</summary>
    /// <returns>Whether it has to go on again.</returns>
    public bool Continue(Cursor cursor, Retention retention, in ReadRule rule)
    {
        _visits = MostVisits;
        return cursor.Topics.IsAll ? ContinueInHub(cursor, retention, rule) : ContinueInTopics(cursor, rule);
    }

    private bool ContinueInHub(Cursor cursor, Retention retention, in ReadRule rule)
    {
        var window = retention.Window.UpTo(_upTo);
        var state = retention.State.Records.UpTo(_upTo);
        var hasRecord = window.MovePrevious();
        // What outlived the window is for those who want the newest only.
        var hasState = cursor.Conflates && state.MovePrevious();
        while (hasRecord || hasState)
        {
            var isKept = hasState && (!hasRecord || state.Current.Sequence > window.Current.Sequence);
            var segment = isKept ? state.Current.Key.Segment! : window.Current.Segment;
            var index = isKept ? state.Current.Key.Index : window.Current.Index;
            if (segment.SequenceAt(index) <= cursor.After) return false;
            if (!TryCount(segment, index, rule)) return false;
            if (--_visits <= 0) return true;
            if (isKept) hasState = state.MovePrevious();
            else hasRecord = window.MovePrevious();
        }
        return false;
    }

    private bool ContinueInTopics(Cursor cursor, in ReadRule rule)
    {
        var readers = new BackReader[cursor.Places.Length];
        for (var i = 0; i < readers.Length; i++)
        {
            var topic = cursor.Places[i].Topic;
            readers[i] = new BackReader(topic, _upTo, rule.StartIn(topic, cursor.After));
        }
        while (true)
        {
            var last = 0;
            for (var i = 1; i < readers.Length; i++)
                if (readers[i].Sequence > readers[last].Sequence) last = i;
            ref var reader = ref readers[last];
            if (reader.Segment is null || !TryCount(reader.Segment, reader.Index, rule)) return false;
            if ((_visits -= readers.Length) <= 0) return true;
            reader.MoveBack();
        }
    }

    // The same record in several topics is given once.
    private bool TryCount(Segment segment, int index, in ReadRule rule)
    {
        var sequence = segment.SequenceAt(index);
        if (sequence > _upTo || !rule.Takes(segment, index)) return true;
        var bytes = segment.LengthOf(index);
        if (_events + 1 > maxEvents || Bytes + bytes > maxBytes)
        {
            Place = _events == 0 ? _newest : sequence;
            return false;
        }
        _events++;
        Bytes += bytes;
        _upTo = sequence - 1;
        return true;
    }
}
