namespace Sse;

/// <summary>
/// What is kept, over all topics: a window of everything by count, bytes and age, and the newest of each key behind it.
/// Used under the log's lock only.
/// </summary>
internal sealed class Retention
{
    // What a further copy of an event takes besides its frame.
    private const int CopyBytes = 64;

    // How much is copied, or swept, in the time in which one record is let go.
    private const int BytesCopied = 256;
    private const int SweepCost = 64;

    private readonly long _maxEvents;
    private readonly long _maxBytes;
    private readonly long _maxEventsPerTopic;
    private readonly TopicTable _topics;
    private readonly LogAge _age;
    private readonly HotFrames? _hot;
    private long _records;
    private long _events;
    private long _bytes;
    private long _leaving;
    private long _evicted;

    public Retention(SseRetentionOptions limits, TopicTable topics, TimeProvider time)
    {
        (_maxEvents, _maxBytes, _maxEventsPerTopic) = (limits.MaxEvents, limits.MaxBytes, limits.MaxEventsPerTopic ?? long.MaxValue);
        _topics = topics;
        _age = new LogAge(limits.MaxAge, time);
        State = new LatestState(limits.KeepLatest);
        if (limits.MaxBytesInMemory is { } inMemory) _hot = new HotFrames(inMemory);
    }

    /// <summary>Everything in the window, in order.</summary>
    public SequencedQueue<WindowRecord> Window { get; } = new();

    /// <summary>The newest of each key behind it.</summary>
    public LatestState State { get; }

    /// <summary>How many keys all topics have.</summary>
    public KeyCount AllKeys { get; } = new();

    /// <summary>What there is at the moment.</summary>
    public LogFigures Figures => new(_events + State.Count, _bytes + State.Bytes, AllKeys.Count, _evicted);

    /// <summary>What any topic lost.</summary>
    public TopicPast Lost;

    /// <summary>How many events are in the window.</summary>
    public long Events => _events;

    /// <summary>Their bytes, as they count for the limit.</summary>
    public long Bytes => _bytes;

    /// <summary>How many events have left it.</summary>
    public long Evicted => _evicted;

    /// <summary>The time, as records keep it.</summary>
    public uint Now => _age.Now;

    /// <summary>The time so long before now.</summary>
    public uint Before(uint now, TimeSpan age) => _age.Before(now, age);

    /// <summary>The sequence of the window's oldest record; 0 when it is empty.</summary>
    public long Oldest => Window.TryFirst(out var first) ? first.Sequence : 0;

    /// <summary>Everything up to this sequence goes: it turned out that it is not kept elsewhere any more.</summary>
    public long GoneUpTo { get; set; }

    /// <summary>Makes room for some records; adding them allocates nothing then.</summary>
    public void Reserve(int count)
    {
        Window.Reserve(count);
        _hot?.Reserve(count);
    }

    /// <summary>A record was added to a topic's window; there is room for it here.</summary>
    public void Added(Topic topic, Segment segment, uint now)
    {
        if (_hot is null) topic.Window.Added(segment);
        else _hot.Add(topic.Window, segment);
        Window.Add(new WindowRecord(segment, segment.End - 1, now));
        Count(segment, segment.End - 1, 1);
    }

    /// <summary>Notes that a key has a newer record: what was its newest stays in the window, but not behind it.</summary>
    public void Supersede(Topic topic, Key key, long by)
    {
        if (key.Segment is not { IsEmpty: false } segment) return;
        if (!segment.IsState)
        {
            segment.Supersede(key.Index, by);
            return;
        }
        var sequence = key.Sequence;
        State.Remove(key);
        topic.Past.LoseSuperseded(sequence, by);
        Lost.LoseSuperseded(sequence, by);
    }

    /// <summary>Whether a topic is beyond the limits of one topic.</summary>
    public bool HasTooMuchOf(Topic topic) => topic.Window.Count > _maxEventsPerTopic;

    /// <summary>Lets go what is beyond the limits of one topic.</summary>
    public void TrimTopic(Topic topic)
    {
        try
        {
            while (HasTooMuchOf(topic)) Evict(topic.Window.First);
            Window.Sweep(_records);
        }
        catch (OutOfMemoryException)
        {
            // What is appended stays appended. The topic's next append goes on.
        }
    }

    /// <summary>Lets go what is beyond the limits: a number of records at most, so that it doesn't take long.</summary>
    /// <returns>Whether there may be more to let go.</returns>
    public bool Trim(long newest, uint now, int most)
    {
        for (; _topics.NextToGiveWay is { } topic; most -= SweepCost)
        {
            if (most <= 0) return true;
            Drop(topic);
        }
        for (; Window.NeedsSweep(_records) || State.NeedsSweep; most -= SweepCost)
        {
            if (most <= 0) return true;
            Window.Sweep(_records);
            State.Records.Sweep(State.Count);
        }
        for (; _hot?.IsOver == true; most -= _hot.CoolOldest() / BytesCopied)
            if (most <= 0) return true;
        while (Window.TryFirst(out var oldest) && MustGo(oldest, newest, now))
        {
            if (most <= 0) return true;
            most -= State.IsOff ? 1 : 1 + (oldest.Segment.LengthOf(oldest.Index) / BytesCopied);
            _leaving = oldest.Sequence;
            Evict(oldest.Segment);
            Window.RemoveFirst();
        }
        for (; State.IsOverBound && State.Records.TryFirst(out var oldest); most--)
        {
            if (most <= 0) return true;
            var topic = oldest.Key.Segment!.Topic;
            State.Remove(oldest.Key);
            LoseKey(topic, oldest.Key, oldest.Sequence);
            _topics.ForgetIfUnused(topic);
        }
        return false;
    }

    /// <summary>Lets a topic go that others need the place of.</summary>
    private void Drop(Topic topic)
    {
        if (topic.Keys is { Count: > 0 }) topic.Past.LoseKey(topic.NewestEvent);
        else topic.Past.LoseLatest(topic.NewestEvent);
        topic.Past.SupersederOfLost = topic.NewestEvent;
        Lost.Include(topic.Past);
        _records -= topic.Window.Count;
        _events -= topic.Window.Events;
        _evicted += topic.Window.Events;
        _bytes -= topic.Window.Bytes + ((topic.Window.Count - topic.Window.Events) * CopyBytes);
        if (_hot is null) topic.Window.Clear();
        else _hot.Clear(topic.Window);
        State.RemoveAll(topic);
        topic.Keys?.Leave();
        topic.Keys = null;
        _topics.ForgetIfUnused(topic);
        Window.Sweep(_records);
    }

    // All copies of a record go together.
    private bool MustGo(in WindowRecord oldest, long newest, uint now) =>
        ((_events > _maxEvents || _bytes > _maxBytes) && oldest.Sequence < newest)
        || _age.IsTooOld(oldest.Age, now)
        || oldest.Sequence <= GoneUpTo
        || oldest.Sequence == _leaving;

    /// <summary>Lets the first record of a topic's window go, or into the state.</summary>
    private void Evict(Segment segment)
    {
        var (topic, index) = (segment.Topic, segment.First);
        var (sequence, superseder, key) = (segment.SequenceAt(index), segment.SupersederOf(index), segment.KeyOf(index));
        var flags = segment.FlagsOf(index);
        if (flags.Has(RecordFlags.Completion))
        {
            // With its completion a topic's state is of no use any more.
            State.RemoveAll(topic);
            topic.Keys?.Leave();
            topic.Keys = null;
        }
        else if (superseder != 0)
        {
            topic.Past.LoseSuperseded(sequence, superseder);
            Lost.LoseSuperseded(sequence, superseder);
        }
        else if (key is null || flags.Has(RecordFlags.Removal))
        {
            if (key is not null) topic.Keys!.Remove(key);
            topic.Past.LoseLatest(sequence);
            Lost.LoseLatest(sequence);
        }
        else if (State.IsOff) LoseKey(topic, key, sequence);
        else State.Add(segment, index);

        Count(segment, index, -1);
        if (!flags.Has(RecordFlags.Copy)) _evicted++;
        if (_hot is null) topic.Window.RemoveFirst(segment);
        else _hot.RemoveFirst(topic.Window, segment);
        _topics.ForgetIfUnused(topic);
    }

    private void Count(Segment segment, int index, int sign)
    {
        var isCopy = segment.FlagsOf(index).Has(RecordFlags.Copy);
        _records += sign;
        if (!isCopy) _events += sign;
        _bytes += sign * (segment.LengthOf(index) + (isCopy ? CopyBytes : 0));
    }

    private void LoseKey(Topic topic, Key key, long sequence)
    {
        topic.Keys!.Remove(key);
        topic.Past.LoseKey(sequence);
        Lost.LoseKey(sequence);
    }
}
