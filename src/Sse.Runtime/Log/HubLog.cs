using System.Security.Cryptography;

namespace Sse;

/// <summary>
/// One ordered log of frames, ready to send, and the cursors that read it. What reaches subscribers is what is read from
/// here; a cursor that is behind has further to read, nothing more.
/// </summary>
/// <remarks>
/// Safe to call from any thread. One lock guards everything below; it is held to copy one frame of ordinary size in, to
/// find what a reader gets, or to let a bounded number of records go, never while bytes go out or others' code runs.
/// Sequences begin at 1 and grow over the whole log.
/// </remarks>
internal sealed partial class HubLog : IDisposable
{
    private const int EpochLength = 8;
    private const int TrimAtOnce = 1024;
    private static readonly TimeSpan ShortestTrimPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestTrimPeriod = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly TopicTable _topics;
    private readonly Retention _retention;
    private readonly Topic _wholeHub = new(name: null, "\n"u8.ToArray(), default);
    private readonly Topic _anyTopic = new(name: null, [], default);
    private readonly WakeList _toWake = new();
    private readonly TagRanges _tags = new();
    private readonly PositionKeys? _keys;
    private PositionCipher? _cipher;
    private LogWriter _writer;
    private LogReader _reader;
    private readonly ITimer? _trimTimer;
    private long _newest;
    private bool _disposed;

    /// <summary>An empty log.</summary>
    /// <param name="retention">How much of it is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="keys">What its places are hidden with; null where they are plain.</param>
    public HubLog(SseRetentionOptions retention, TimeProvider time, PositionKeys? keys = null)
    {
        _keys = keys;
        _topics = new TopicTable(retention.MaxTopics);
        _retention = new Retention(retention, _topics, time);
        Name(RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", EpochLength));
        if (retention.MaxAge == Timeout.InfiniteTimeSpan) return;
        var period = TimeSpan.FromTicks(Math.Clamp(retention.MaxAge.Ticks / 10, ShortestTrimPeriod.Ticks, LongestTrimPeriod.Ticks));
        // The timer would keep the context that the hub is made in, and all it holds, for the hub's life.
        var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        try { _trimTimer = time.CreateTimer(static log => ((HubLog)log!).Trim(), this, period, period); }
        finally { flow.Dispose(); }
    }

    /// <summary>Names the log for as long as its sequences mean the same events.</summary>
    public string Epoch { get; private set; }

    /// <summary>How many bytes of each id line are the same for all events.</summary>
    public int IdPrefixLength { get; private set; }

    /// <summary>Where frames are that it doesn't keep in memory; null when it keeps all.</summary>
    public IColdFrames? Cold { get; set; }

    /// <summary>Called when readers wait to be woken: <see cref="TakeWoken"/> tells who. Under no lock, on the appending thread.</summary>
    public Action? OnMarked { get; set; }

    /// <summary>Called when a topic got its first reader or lost its last. Under the log's lock, so that the order is right: it may only take note.</summary>
    public Action<string, bool>? OnOccupied { get; set; }

    /// <summary>The newest sequence that can be read; 0 before the first.</summary>
    public long Newest => Volatile.Read(ref _newest);

    /// <summary>The oldest sequence in the window, for whatever topic; one more than <see cref="Newest"/> when there is none.</summary>
    public long Oldest
    {
        get
        {
            lock (_lock) return OldestLocked;
        }
    }

    private long OldestLocked => _retention.Oldest is > 0 and var oldest ? oldest : _newest + 1;

    /// <summary>Appends an event: whole or not at all.</summary>
    /// <param name="append">The event.</param>
    /// <param name="place">Where a store has put it; null for the next place.</param>
    /// <returns>Its sequence.</returns>
    /// <exception cref="SseTopicCompletedException">One of the topics is complete.</exception>
    /// <exception cref="SseHubStoppedException">The log is disposed.</exception>
    public long Append(scoped in SseAppend append, LogPlace? place = null)
    {
        var large = LargeFrame.Prepare(append);
        LogPlace next;
        bool marked, more;
        lock (_lock)
        {
            ThrowIfDisposed();
            next = place ?? new LogPlace(_newest + 1);
            var now = _retention.Now;
            if (next.Tag is { } tag) _tags.Add(next.Sequence, tag, OldestLocked);
            Times?.Reserve();
            _writer.Reserve(append, next, large);
            _writer.Write(append, next.Sequence, _retention.Before(now, next.Age));
            _published++;
            Volatile.Write(ref _newest, next.Sequence);
            Times?.Note(next.Sequence, next.Age);
            marked = !_toWake.IsEmpty;
            more = TrimLocked(now);
        }
        if (marked) OnMarked?.Invoke();
        if (more) Trim();
        return next.Sequence;
    }

    /// <summary>Appends the record after which nothing is appended to the topics. Does nothing for those that have it.</summary>
    /// <param name="topics">The topics.</param>
    /// <param name="place">Where a store has put it; null for the next place.</param>
    /// <exception cref="SseHubStoppedException">The log is disposed.</exception>
    public void Complete(SseTopicSelection topics, LogPlace? place = null)
    {
        bool marked;
        lock (_lock)
        {
            ThrowIfDisposed();
            var next = place ?? new LogPlace(_newest + 1);
            if (next.Tag is { } tag) _tags.Add(next.Sequence, tag, OldestLocked);
            if (!_writer.ReserveCompletion(topics, next.Sequence)) return;
            _writer.WriteCompletion(next.Sequence, _retention.Before(_retention.Now, next.Age));
            Volatile.Write(ref _newest, next.Sequence);
            marked = !_toWake.IsEmpty;
        }
        if (marked) OnMarked?.Invoke();
        Trim();
    }

    /// <summary>Says whether nothing can be appended to one of the topics any more.</summary>
    /// <exception cref="SseTopicCompletedException">One of the topics is complete.</exception>
    public void ThrowIfComplete(SseTopicSelection topics)
    {
        lock (_lock)
            for (var i = 0; i < topics.Count; i++) LogWriter.ThrowIfComplete(_topics.Peek(topics[i]));
    }

    /// <summary>Begins to read. While a cursor is open its topics stay known, so it is told exactly what it lost.</summary>
    /// <param name="topics">Which topics, besides what is for the whole hub.</param>
    /// <param name="conflates">Whether it skips what is superseded.</param>
    /// <param name="start">Where.</param>
    /// <param name="oldest">The place right before the oldest event that is retained.</param>
    /// <returns>The cursor; close it when nobody reads with it any more.</returns>
    public Cursor Open(SseTopicSelection topics, bool conflates, LogStart start, out long oldest)
    {
        var cursor = new Cursor(topics, conflates, topics.IsAll ? 2 : topics.Count + 1) { IdPrefixLength = IdPrefixLength };
        lock (_lock)
        {
            Join(cursor);
            _reader.Begin(cursor, start, _newest);
            oldest = OldestLocked - 1;
        }
        return cursor;
    }

    /// <summary>A cursor has a reader now: it is woken when there is more, and known to <see cref="ReadersOf"/>.</summary>
    /// <returns>Whether more may come: false when the log is disposed.</returns>
    public bool Attach(Cursor cursor, ILogReader reader)
    {
        lock (_lock)
        {
            cursor.Reader = reader;
            return !_disposed;
        }
    }

    /// <summary>Ends reading. A cursor is closed once.</summary>
    public void Close(Cursor cursor)
    {
        lock (_lock)
        {
            Uncount(cursor);
            for (var i = 0; i < cursor.Places.Length; i++) Leave(cursor, i);
        }
    }

    /// <summary>Reads on: finds the next records, in order, each once, and moves the cursor behind them.</summary>
    /// <param name="cursor">One that this log opened.</param>
    /// <param name="target">Takes what is found.</param>
    /// <param name="maxBytes">At most so many bytes; one record is taken however large it is.</param>
    public LogRead Read(Cursor cursor, ReadTarget target, int maxBytes)
    {
        target.Begin(cursor, maxBytes, Cold);
        lock (_lock)
        {
            var read = _reader.Read(cursor, target, _newest, OldestLocked - 1);
            if (target.FirstSequence > 0) target.CameAt = Times?.Find(target.FirstSequence);
            return read;
        }
    }

    /// <summary>Lets a cursor begin over with a snapshot.</summary>
    public void BeginSnapshot(Cursor cursor)
    {
        lock (_lock) _reader.Begin(cursor, new LogStart(LogStartKind.Snapshot), _newest);
    }

    /// <summary>The application has given the snapshot itself: what came since it began follows, and ends it.</summary>
    public void EndOwnSnapshot(Cursor cursor)
    {
        lock (_lock) LogReader.EndOwnSnapshot(cursor, _newest);
    }

    /// <summary>Whether snapshots of a cursor's topics have every key: false once one was lost that was not removed.</summary>
    public bool HasEveryKey(Cursor cursor)
    {
        lock (_lock) return _reader.HasEveryKey(cursor);
    }

    /// <summary>Finds the newest record of each key of some topics, as of one moment.</summary>
    /// <param name="topics">Which topics, besides what is for the whole hub.</param>
    /// <param name="target">Takes them.</param>
    /// <param name="inOneHold">Whether nothing may be appended meanwhile, however long that takes.</param>
    /// <param name="newest">The newest sequence at that moment.</param>
    /// <param name="complete">Whether no key was ever lost without a removal.</param>
    /// <returns>False when what happened meanwhile took some of them away: it has to be tried again.</returns>
    public bool TryReadLatest(SseTopicSelection topics, ReadTarget target, bool inOneHold, out long newest, out bool complete)
    {
        const int AtOnce = 256 * 1024;
        var cursor = new Cursor(topics, conflates: true, topics.IsAll ? 2 : topics.Count + 1);
        LogRead read;
        SnapshotPart snapshot;
        lock (_lock)
        {
            newest = _newest;
            for (var i = 0; i < cursor.Places.Length; i++)
                cursor.Places[i].Topic = i == 0 ? _wholeHub : topics.IsAll ? _anyTopic : _topics.Peek(topics[i - 1]);
            _reader.Begin(cursor, new LogStart(LogStartKind.Snapshot), newest);
            snapshot = cursor.Snapshot!;
            do
            {
                target.Begin(cursor, inOneHold ? int.MaxValue : AtOnce, frames: null);
                read = _reader.Read(cursor, target, _newest, oldest: 0);
            }
            while (inOneHold && read.Kind != LogReadKind.Live);
        }
        while (read.Kind == LogReadKind.More && snapshot.End is null) read = Read(cursor, target, AtOnce);
        lock (_lock) complete = _reader.HasEveryKey(cursor);
        return read.Kind == LogReadKind.Live && snapshot.End == newest;
    }

    /// <summary>Finds the newest record of a key.</summary>
    /// <param name="topics">One topic, or none for the whole hub.</param>
    /// <param name="key">The key's bytes.</param>
    /// <param name="target">Takes the record.</param>
    /// <param name="newest">The newest sequence at that moment.</param>
    /// <returns>False when there is none, or the key was removed.</returns>
    public bool TryFind(SseTopicSelection topics, ReadOnlySpan<byte> key, ReadTarget target, out long newest)
    {
        lock (_lock)
        {
            newest = _newest;
            var topic = topics.Count == 0 ? _wholeHub : _topics.Find(topics[0]);
            if (topic?.Keys?.Find(key) is not { Segment: { IsEmpty: false } segment } found) return false;
            if (segment.FlagsOf(found.Index).Has(RecordFlags.Removal)) return false;
            if (segment.IsCold) return target.TryAddCold(segment, found.Index);
            target.Add(segment, found.Index, found.Index + 1);
            return true;
        }
    }

    /// <summary>Takes readers that have more to read, as many as there is room for; answers how many.</summary>
    /// <param name="taken">Where they go; when it is full there may be more.</param>
    public int TakeWoken(Span<ILogReader> taken)
    {
        lock (_lock) return _toWake.Take(taken);
    }

    /// <summary>Those who read one of the topics: for none and all, everyone.</summary>
    public List<ILogReader> ReadersOf(SseTopicSelection topics)
    {
        // Who reads several of them is sorted out under no lock.
        var found = new List<ILogReader>();
        lock (_lock)
        {
            if (topics.Count == 0) AddReaders(found, _wholeHub);
            else AddReaders(found, _anyTopic);
            for (var i = 0; i < topics.Count; i++)
                if (_topics.Find(topics[i]) is { } topic) AddReaders(found, topic);
        }
        return [.. found.Distinct()];
    }

    /// <summary>How many read one of the topics: for none and all, everyone.</summary>
    public int CountReaders(SseTopicSelection topics)
    {
        if (topics.Count > 1) return ReadersOf(topics).Count;
        lock (_lock)
            return topics.Count == 0 ? _wholeHub.Readers.Count : _anyTopic.Readers.Count + (_topics.Find(topics[0])?.Readers.Count ?? 0);
    }

    /// <summary>Lets all records up to one go: it turned out that they are not kept elsewhere any more.</summary>
    public void LetGo(long upTo)
    {
        lock (_lock) _retention.GoneUpTo = Math.Max(upTo, _retention.GoneUpTo);
        Trim();
    }

    /// <summary>Applies retention now, a little at a time, so that nobody waits long for the lock.</summary>
    public void Trim()
    {
        while (TrimSome()) { }
    }

    /// <summary>Applies retention to a bounded number of records.</summary>
    /// <returns>Whether there may be more to let go.</returns>
    public bool TrimSome()
    {
        lock (_lock) return TrimLocked(_retention.Now);
    }

    public void Dispose()
    {
        lock (_lock) _disposed = true;
        _trimTimer?.Dispose();
        Cold?.Dispose();
    }

    private bool TrimLocked(uint now)
    {
        try { return _retention.Trim(_newest, now, TrimAtOnce); }
        // What is appended stays appended. The next trim goes on.
        catch (OutOfMemoryException) { return false; }
    }

    private void Join(Cursor cursor)
    {
        var joined = 0;
        try
        {
            for (; joined < cursor.Places.Length; joined++)
            {
                var topic = joined == 0 ? _wholeHub : cursor.Topics.IsAll ? _anyTopic : _topics.GetOrAdd(cursor.Topics[joined - 1]);
                cursor.Places[joined].Topic = topic;
                topic.Readers.Add(cursor, joined);
                _topics.Pin(topic);
                if (topic is { Name: { } name, Readers.Count: 1 }) Tell(name, occupied: true);
            }
        }
        catch
        {
            if (cursor.Places[joined].Topic is { } unread) _topics.ForgetIfUnused(unread);
            while (--joined >= 0) Leave(cursor, joined);
            throw;
        }
    }

    private void Leave(Cursor cursor, int place)
    {
        var topic = cursor.Places[place].Topic;
        topic.Readers.Remove(cursor, place);
        if (topic is not { Name: { } name, Readers.Count: 0 }) return;
        Tell(name, occupied: false);
        if (topic.HasRecords) _topics.Touch(topic);
        else _topics.ForgetIfUnused(topic);
    }

    private void Tell(string topic, bool occupied)
    {
        try { OnOccupied?.Invoke(topic, occupied); }
        catch (OutOfMemoryException)
        {
            // Nobody is told: better than a reader that stays half-way between two topics.
        }
    }

    private static void AddReaders(List<ILogReader> found, Topic topic)
    {
        found.EnsureCapacity(found.Count + topic.Readers.Count);
        for (var i = 0; i < topic.Readers.Count; i++)
            if (topic.Readers[i].Reader is { } reader) found.Add(reader);
    }

    private void ThrowIfDisposed()
    {
        if (_disposed) throw new SseHubStoppedException();
    }
}
