using System.Text;

namespace Sse;

/// <summary>
/// Reads what comes into a hub's log, for one who looks on: so much at a time and no more, whatever is published. It is no
/// subscriber: the hub neither counts nor wakes it.
/// </summary>
/// <remarks>For one caller at a time.</remarks>
/// <param name="hub">The hub.</param>
/// <param name="filter">Which events are shown.</param>
internal sealed class TailReader(HubCore hub, TailFilter filter)
{
    /// <summary>How many events one reading gives.</summary>
    public const int MostEvents = 40;

    /// <summary>How many bytes of data of one event are shown.</summary>
    public const int MostData = 4 * 1024;

    private const int BytesAtOnce = 256 * 1024;

    private readonly List<TailEvent> _events = [];
    private HubLog? _log;
    private Cursor? _cursor;
    private RecordTarget? _target;

    /// <summary>Reads what has come since the last time; the first time, nothing.</summary>
    /// <param name="skipped">How many events were left out, at least.</param>
    public IReadOnlyList<TailEvent> Read(out long skipped)
    {
        _events.Clear();
        skipped = 0;
        var log = hub.Log;
        if (log != _log || _cursor is null || _target is null) return Begin(log);
        var read = log.Read(_cursor, _target, BytesAtOnce);
        foreach (var record in _target.Records)
        {
            if (!filter.Takes(record)) continue;
            if (_events.Count < MostEvents) _events.Add(EventOf(record));
            else skipped++;
        }
        _target.Clear();
        if (read.Kind == LogReadKind.Tail) return _events;
        // There is more than it can take: on at the newest.
        skipped += Math.Max(0, log.Newest - _cursor.After);
        _cursor = log.LookOn();
        return _events;
    }

    private List<TailEvent> Begin(HubLog log)
    {
        (_log, _cursor, _target) = (log, log.LookOn(), new RecordTarget(log.IdPrefixLength));
        return _events;
    }

    private static TailEvent EventOf(in FoundRecord record)
    {
        var frame = new RecordFrame(record.Frame.Span);
        var shown = frame.Data[..LengthOfShown(frame.Data)];
        return new(record.Sequence, record.Topic, Encoding.UTF8.GetString(frame.Name), Encoding.UTF8.GetString(shown), frame.Data.Length, shown.Length < frame.Data.Length);
    }

    // Not in the middle of a character.
    private static int LengthOfShown(ReadOnlySpan<byte> data)
    {
        if (data.Length <= MostData) return data.Length;
        var length = MostData;
        while (length > 0 && (data[length] & 0xC0) == 0x80) length--;
        return length;
    }
}
