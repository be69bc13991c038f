using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sse.Tests.Oracle;

/// <summary>
/// A client on a bare socket that holds the state of its keys, is cut or stalls at random, and comes back with its last id.
/// </summary>
internal sealed class OracleReader(TestApp app, OracleHub hub, OracleReaderKind kind, Random random)
{
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _newestOfKey = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly byte[] _buffer = new byte[16 * 1024];
    private string? _lastId;
    private long _last;
    private long _lastFact;
    private bool _inSnapshot;
    private bool _isBegun;
    private int _events;

    public OracleReaderKind Kind => kind;

    public OracleRecordings Recordings { get; } = new();

    public int Connections { get; private set; }

    public int ConnectionsInSnapshots { get; private set; }

    public int Events => _events;

    /// <summary>Whether its topics are complete, and the server said so twice: in the stream, and with 204.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The negative control: this many facts are received before one is forgotten.</summary>
    public int ForgetsAfter { get; set; } = int.MaxValue;

    /// <summary>Reads over some connections.</summary>
    public async Task ReadAsync(int connections, CancellationToken stop)
    {
        for (var i = 0; i < connections && !IsComplete && !stop.IsCancellationRequested; i++) await ConnectAsync(NextLife(), upTo: long.MaxValue, stop);
    }

    /// <summary>Reads up to a position, without being cut.</summary>
    public async Task ReadToAsync(long position)
    {
        while (!IsComplete && _last < position) await ConnectAsync(int.MaxValue, position, CancellationToken.None);
    }

    /// <summary>Has nobody reading any more: up to where it came, it must have everything.</summary>
    public void End() => Recordings.End(_last, _inSnapshot);

    // Snapshots are short: to cut them needs short lives.
    private int NextLife() => random.Next(3) == 0 || ((_inSnapshot || (!_isBegun && kind.BeginsWithSnapshot)) && random.Next(4) > 0) ? random.Next(1, 25) : random.Next(1, 1_500);

    private async Task ConnectAsync(int events, long upTo, CancellationToken stop)
    {
        Connections++;
        if (_inSnapshot && _lastId is not null) ConnectionsInSnapshots++;
        var asked = _lastId ?? kind.Start;
        // A program gives the query, a browser the header.
        var inQuery = _lastId is null || random.Next(4) == 0;
        var path = kind.Path + (inQuery && asked is not null ? $"{(kind.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lastEventId={Uri.EscapeDataString(asked)}" : "");
        EventSocket? socket = null;
        var cutAt = _events + Math.Min(events, int.MaxValue / 2);
        socket = await EventSocket.OpenAsync(app, path, inQuery ? default : Encoding.ASCII.GetBytes(asked!), OnEvent, receiveBuffer: 4 * 1024);
        using (socket)
        {
            await socket.OpenedAsync(_buffer);
            if (socket.Status == 204)
            {
                IsComplete = true;
                return;
            }
            if (socket.Status != 200) Fault($"the status is {socket.Status}");
            if (!_isBegun) Begin(socket.FirstId);
            while (!socket.IsCut && !socket.EndedCleanly && _last < upTo && !stop.IsCancellationRequested)
            {
                if (upTo == long.MaxValue && random.Next(150) == 0) await StallAsync();
                try
                {
                    if (!await socket.ReceiveAsync(_buffer)) break;
                }
                catch (TimeoutException)
                {
                    throw new OracleException($"{kind}: silence behind {socket.LastIdText}, {_last}, {_events} events, {Connections} connections, in a snapshot: {_inSnapshot}");
                }
                Keep(socket);
            }
            Keep(socket);
        }

        void OnEvent(ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
        {
            if (!_isBegun) Begin(socket!.FirstId);
            Take(OracleId.Parse(id), Encoding.ASCII.GetString(id), name, data);
            socket!.IsCut = ++_events == cutAt;
        }
    }

    private void Begin(string? firstId)
    {
        _isBegun = true;
        _inSnapshot = kind.BeginsWithSnapshot;
        if (_inSnapshot) return;
        Recordings.BeginPromise(kind.Start switch
        {
            // The first block has it.
            null => OracleId.Parse(firstId!).Sequence,
            // What was lost before it came isn't told.
            "earliest" => hub.Position.Sequence,
            var id => OracleId.Parse(id).Sequence,
        });
    }

    // Also from blocks that are no events: then it moves on, and nothing before may be missing.
    private void Keep(EventSocket socket)
    {
        if (socket.LastIdLength == 0) return;
        _lastId = socket.LastIdText;
        var id = OracleId.Parse(_lastId);
        if (id.IsEnd && !_inSnapshot) Recordings.EndPromise(id.Sequence);
        if (id.SnapshotOf is null != !_inSnapshot && !id.IsEnd) Fault($"the id {_lastId} {(_inSnapshot ? "within" : "outside of")} a snapshot");
        if (id.Sequence < _last) Fault($"{_lastId} after {_last}");
        _last = Math.Max(_last, id.Sequence);
    }

    private async Task StallAsync()
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(random.Next(20, 600)));
        await ticks.WaitForNextTickAsync();
    }

    private void Take(OracleId id, string text, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (name.SequenceEqual("sse-gap"u8))
        {
            TakeGap(id, data);
            return;
        }
        if (id.Sequence <= _last && !(name.SequenceEqual("sse-live"u8) && id.Sequence == _last)) Fault($"{text} after {_last}");
        _last = id.Sequence;
        if (name.SequenceEqual("sse-live"u8)) TakeLive(id, data);
        else TakeEvent(id, name, data);
    }

    private void TakeEvent(OracleId id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        using var json = JsonDocument.Parse(data.ToArray());
        var n = json.RootElement.GetProperty("n").GetInt64();
        if (id.SnapshotOf is null == _inSnapshot) Fault($"{n} with the id of {(_inSnapshot ? "live" : "a snapshot")}");
        var isOfBoundary = id.Sequence <= id.SnapshotOf;
        if (name.SequenceEqual("fact"u8))
        {
            if (n <= _lastFact || isOfBoundary) Fault($"fact {n} after {_lastFact}{(isOfBoundary ? ", in a snapshot" : "")}");
            _lastFact = n;
            if (--ForgetsAfter == 0) return;
        }
        else
        {
            var place = OracleRecord.PlaceOf(id.Topic, json.RootElement.GetProperty("key").GetString()!);
            var newest = _newestOfKey.GetValueOrDefault(place);
            if (n < newest || (n == newest && !isOfBoundary)) Fault($"{place} {n} after {newest}");
            _newestOfKey[place] = n;
            _named.Add(place);
            if (name.SequenceEqual("value"u8)) _values[place] = n;
            else _values.Remove(place);
            if (isOfBoundary && !name.SequenceEqual("value"u8)) Fault($"a removal, {n}, in a snapshot");
        }
        Recordings.Receive(n, id);
    }

    private void TakeGap(OracleId id, ReadOnlySpan<byte> data)
    {
        using var json = JsonDocument.Parse(data.ToArray());
        var requested = OracleId.Parse(json.RootElement.GetProperty("requested").GetString()!);
        var resumed = OracleId.Parse(json.RootElement.GetProperty("resumed").GetString()!);
        var gap = new OracleGap(requested.Sequence, resumed.Sequence, hub.Position.Sequence, json.RootElement.GetProperty("reason").GetString()!);
        Recordings.Gaps.Add(gap);
        if (resumed.Sequence != id.Sequence) Fault($"a gap at {id.Sequence} that goes on at {resumed.Sequence}");
        if (requested.Sequence < _last) Fault($"a gap asked for at {requested.Sequence} after {_last}");
        var isCovered = id.SnapshotOf is not null;
        if (isCovered != (kind.IsSnapshotEndpoint || _inSnapshot)) Fault($"a gap at {id.Sequence} {(isCovered ? "with" : "without")} a snapshot");
        if (!_inSnapshot) Recordings.EndPromise(gap.Requested);
        _inSnapshot = isCovered;
        _last = id.Sequence;
        _named.Clear();
        // What is lost up to now was told with it.
        if (!isCovered) Recordings.BeginPromise(gap.Newest);
    }

    private void TakeLive(OracleId id, ReadOnlySpan<byte> data)
    {
        using var json = JsonDocument.Parse(data.ToArray());
        if (!_inSnapshot || id.SnapshotOf is not null) Fault($"live at {id.Sequence} without a snapshot");
        var isComplete = json.RootElement.GetProperty("complete").GetBoolean();
        if (isComplete)
            foreach (var place in _values.Keys.Where(place => !_named.Contains(place)).ToList()) _values.Remove(place);
        Recordings.Snapshots.Add(new OracleSnapshot(id.Sequence, isComplete, new Dictionary<string, long>(_values, StringComparer.Ordinal)));
        Recordings.BeginPromise(id.Sequence);
        _named.Clear();
        _inSnapshot = false;
    }

    private void Fault(FormattableString what)
    {
        if (Recordings.Faults.Count < 20) Recordings.Faults.Add(FormattableString.Invariant(what));
    }
}

/// <summary>How a reader reads.</summary>
/// <param name="Endpoint">The endpoint's path.</param>
/// <param name="Topics">Its topics.</param>
/// <param name="Start">What it gives as its last id at first: null, <c>earliest</c> or <c>snapshot</c>.</param>
internal sealed record OracleReaderKind(string Endpoint, SseTopicSelection Topics, string? Start)
{
    public bool Conflates => !Endpoint.StartsWith("/exact", StringComparison.Ordinal);

    public bool IsSnapshotEndpoint => Endpoint.EndsWith("-snapshots", StringComparison.Ordinal);

    public bool BeginsWithSnapshot => Start == "snapshot" || (IsSnapshotEndpoint && Start is null);

    public string Path => Endpoint + (Topics.IsAll ? "?all=1" : Topics.Count == 0 ? "" : "?" + string.Join('&', Topics.Select(topic => "topic=" + Uri.EscapeDataString(topic))));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}{(Start is null ? "" : $" from {Start}")}");
}
