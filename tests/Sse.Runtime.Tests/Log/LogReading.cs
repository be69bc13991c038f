using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text;

namespace Sse.Tests.Log;

/// <summary>One event as the reference parser reads it from the log's bytes.</summary>
internal sealed record ReadEvent(string Id, string Name, string Data)
{
    /// <summary>The log that has hidden its id, if one has.</summary>
    public HubLog? Log { get; init; }

    public long Sequence => Position.Sequence;

    public long? SnapshotOf => Position.SnapshotOf;

    public string? Topic => SsePosition.TryParse(Id, out _, out var topic) ? topic : null;

    private SsePosition Position
    {
        get
        {
            var position = SsePosition.Parse(Id);
            Log?.TryReveal(ref position).ShouldBeTrue();
            return position;
        }
    }
}

/// <summary>Reads logs the way delivery does, and their bytes with the reference parser.</summary>
internal static class LogReading
{
    public const int Enough = 64 * 1024;

    public static HubLog Create(long maxEvents = 10_000, long maxBytes = 64 << 20, TimeSpan? maxAge = null, int maxTopics = 100_000, TimeProvider? time = null) =>
        Create(new SseRetentionOptions { MaxEvents = maxEvents, MaxBytes = maxBytes, MaxAge = maxAge ?? Timeout.InfiniteTimeSpan, MaxTopics = maxTopics }, time);

    public static HubLog Create(SseRetentionOptions retention, TimeProvider? time = null, PositionKeys? keys = null)
    {
        var log = new HubLog(retention, time ?? new FakeTimeProvider(), keys);
        if (retention.MaxBytesInMemory is not null) log.Cold = new StoredFrames(log);
        return log;
    }

    public static long Add(this HubLog log, SseTopicSelection topics, string data) => log.AddFrame(topics, Encoding.UTF8.GetBytes($"event: tick\ndata: {data}\n\n"));

    public static long AddFrame(this HubLog log, SseTopicSelection topics, byte[] frame) => log.AppendStored(new SseAppend { Topics = topics, Frame = frame });

    /// <summary>Adds a value, or a removal, of a key.</summary>
    public static long Set(this HubLog log, SseTopicSelection topic, string key, string? data) => log.AppendStored(new SseAppend
    {
        Topics = topic,
        Frame = Encoding.UTF8.GetBytes(data is null ? $"event: gone\ndata: {key}\n\n" : $"event: value\ndata: {key}={data}\n\n"),
        Key = Encoding.UTF8.GetBytes(key),
        IsKeyed = true,
        IsRemoval = data is null,
    });

    public static Cursor Open(this HubLog log, SseTopicSelection topics, long after, bool conflates = false) =>
        log.Open(topics, conflates, new LogStart(LogStartKind.After, after), out _);

    public static Cursor OpenAt(this HubLog log, SseTopicSelection topics, LogStartKind start, bool conflates = false) =>
        log.Open(topics, conflates, new LogStart(start), out _);

    public static LogRead ReadOnce(this HubLog log, Cursor cursor, IBufferWriter<byte> sink, int maxBytes = Enough)
    {
        var found = new SliceTarget();
        var read = log.Read(cursor, found, maxBytes);
        for (; read.Kind == LogReadKind.Cold; read = log.Read(cursor, found, maxBytes))
        {
            found.Clear();
            ((StoredFrames)log.Cold!).Fetch(read.Requested, null);
        }
        found.WriteTo(sink);
        sink.Write(found.Large.Memory.Span);
        return read;
    }

    /// <summary>Reads on to the tail, to the end of a snapshot, or to where something was lost.</summary>
    public static (List<ReadEvent> Events, LogRead End) ReadAll(this HubLog log, Cursor cursor, int maxBytes = Enough)
    {
        var sink = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = log.ReadOnce(cursor, sink, maxBytes);
            if (read.Kind is not LogReadKind.More) return (Parse(sink.WrittenMemory, log), read);
        }
    }

    private static long AppendStored(this HubLog log, scoped in SseAppend append)
    {
        var sequence = log.Append(append);
        (log.Cold as StoredFrames)?.Note(sequence, append.Frame.ToArray());
        return sequence;
    }

    /// <summary>Keys for a hub that hides its positions.</summary>
    public static PositionKeys Keys { get; } = PositionKeys.Of("hub", [[.. Enumerable.Range(1, 32).Select(i => (byte)i)]])!;

    public static List<ReadEvent> Parse(ReadOnlyMemory<byte> bytes, HubLog? log = null)
    {
        var parser = SseParser.Create(new MemoryStream(bytes.ToArray()));
        return [.. parser.Enumerate().Select(item => new ReadEvent(item.EventId ?? parser.LastEventId, item.EventType, item.Data) { Log = log })];
    }
}
