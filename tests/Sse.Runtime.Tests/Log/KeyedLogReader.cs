using System.Buffers;

namespace Sse.Tests.Log;

/// <summary>A reader that can be cut anywhere and goes on by its last id, judged by the history at every step.</summary>
internal sealed class KeyedLogReader
{
    private readonly HubLog _log;
    private readonly KeyedLogModel _model;
    private readonly SseTopicSelection _topics;
    private readonly ReadMode _mode;
    private readonly bool _keepsAll;
    private readonly Dictionary<string, string> _state = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = [];
    private readonly HashSet<long> _delivered = [];
    private Cursor _cursor;
    private string _lastId;
    private long _last;
    private long _from;
    private bool _hasState;
    private long _lostTo;

    public KeyedLogReader(HubLog log, KeyedLogModel model, SseTopicSelection topics, bool conflates, bool snapshots, bool keepsAll)
    {
        (_log, _model, _topics, _keepsAll) = (log, model, topics, keepsAll);
        _mode = new ReadMode(conflates, snapshots);
        _cursor = Resumption.From(log, topics, _mode, snapshots ? SseStart.Snapshot : SseStart.Now).Cursor;
        _lastId = Resumption.PositionOf(log, _cursor).ToString();
        _from = log.Newest;
        if (snapshots) return;
        // As a page that was made from the current state.
        foreach (var (place, value) in model.StateAt(_from, topics)) _state[place] = value;
        (_hasState, _last) = (true, _from);
    }

    /// <summary>The connection breaks: what was sent after the last event that was read is lost on the way.</summary>
    public void Cut()
    {
        _log.Close(_cursor);
        var start = Resumption.From(_log, _topics, _mode, _lastId);
        start.Gap.ShouldBeNull();
        _cursor = start.Cursor;
    }

    public void ReadToTheEnd()
    {
        var end = LogReadKind.More;
        while (end is not (LogReadKind.Tail or LogReadKind.Completed)) end = ReadSome(LogReading.Enough);
        if (_hasState) State().ShouldBe(StateAt(_log.Newest), ignoreOrder: true);
        var complete = _topics.Count > 0 && _topics.All(name => _log.Open(name, _log.Newest) is var cursor && _log.ReadAll(cursor).End.Kind == LogReadKind.Completed);
        end.ShouldBe(complete ? LogReadKind.Completed : LogReadKind.Tail);
        _log.Close(_cursor);
    }

    public LogReadKind ReadSome(int maxBytes)
    {
        var before = _cursor.After;
        var wasInSnapshot = _cursor.Snapshot is not null;
        var sink = new ArrayBufferWriter<byte>();
        var read = _log.ReadOnce(_cursor, sink, maxBytes);
        var events = LogReading.Parse(sink.WrittenMemory, _log);
        if (read.Kind == LogReadKind.Trimmed)
        {
            events.ShouldBeEmpty();
            OnGap(read);
            return read.Kind;
        }
        foreach (var e in events) OnEvent(e, wasInSnapshot);
        if (!wasInSnapshot && !_mode.Conflates)
            events.Select(e => e.Sequence).ShouldBe(_model.Between(Math.Max(before, _from), _cursor.After, _topics).Where(IsRetained).Select(a => a.Sequence));
        if (read.Kind == LogReadKind.Live) OnLive();
        _from = Math.Max(_from, _cursor.After);
        return read.Kind;
    }

    // An exact reader has every event that wasn't told as lost; those before a told loss may have gone.
    private bool IsRetained(Appended appended) => appended.Sequence > _lostTo || _delivered.Contains(appended.Sequence);

    private void OnEvent(ReadEvent e, bool inSnapshot)
    {
        e.Sequence.ShouldBeGreaterThan(_last, "positions ascend");
        e.SnapshotOf.HasValue.ShouldBe(inSnapshot);
        var appended = _model[e.Sequence];
        appended.IsFor(_topics).ShouldBeTrue();
        if (appended.Key is not null) e.Data.ShouldBe(appended.Value is null ? appended.Key : $"{appended.Key}={appended.Value}");
        if (inSnapshot && appended.Sequence <= e.SnapshotOf) appended.Value.ShouldNotBeNull("a snapshot has no removals");
        appended.ApplyTo(_state);
        if (appended.Place is not null) _named.Add(appended.Place);
        _delivered.Add(e.Sequence);
        (_last, _lastId) = (e.Sequence, e.Id);
    }

    private void OnGap(LogRead read)
    {
        // Something of this reader's was lost, and whatever is retained still comes.
        var retained = Retained();
        var missing = _model.Between(read.Requested, _log.Newest, _topics).Where(a => !retained.Contains(a.Sequence)).ToList();
        missing.ShouldNotBeEmpty("a gap names something that was lost");
        if (!_mode.Conflates) _cursor.After.ShouldBeLessThanOrEqualTo(retained.Where(s => s > read.Requested).DefaultIfEmpty(long.MaxValue).Min() - 1);
        _lostTo = missing[^1].Sequence;
        _hasState = false;
        if (_mode.Snapshots)
        {
            _log.BeginSnapshot(_cursor);
            _named.Clear();
            _last = 0;
        }
        _lastId = Resumption.PositionOf(_log, _cursor).ToString();
    }

    private void OnLive()
    {
        var complete = _log.HasEveryKey(_cursor);
        if (_keepsAll) complete.ShouldBeTrue();
        if (complete)
        {
            foreach (var place in _state.Keys.Except(_named, StringComparer.Ordinal).ToList()) _state.Remove(place);
            State().ShouldBe(StateAt(_cursor.After), ignoreOrder: true);
            _hasState = true;
        }
        _named.Clear();
        _last = _cursor.After;
        _lastId = Resumption.PositionOf(_log, _cursor).ToString();
    }

    // The keys of a complete topic leave with its completion, and nobody is told.
    private Dictionary<string, string> StateAt(long sequence) => WithoutComplete(_model.StateAt(sequence, _topics));

    private Dictionary<string, string> State() => WithoutComplete(_state);

    private Dictionary<string, string> WithoutComplete(Dictionary<string, string> state) =>
        state.Where(pair => !_model.Complete.Contains(pair.Key[..pair.Key.IndexOf('|', StringComparison.Ordinal)])).ToDictionary(StringComparer.Ordinal);

    private HashSet<long> Retained()
    {
        var cursor = _log.Open(_topics, _mode.Conflates, new LogStart(LogStartKind.Earliest), out _);
        var (events, _) = _log.ReadAll(cursor);
        _log.Close(cursor);
        return [.. events.Select(e => e.Sequence)];
    }
}
