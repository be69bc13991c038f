using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text;

namespace Sse.Tests.Log;

/// <summary>One event as the reference parser reads it from the log's bytes.</summary>
internal sealed record ReadEvent(string Id, string Name, string Data)
{
    public long Sequence => SsePosition.Parse(Id).Sequence;

    public string? Topic => SsePosition.TryParse(Id, out _, out var topic) ? topic : null;
}

/// <summary>Reads logs the way delivery does, and their bytes with the reference parser.</summary>
internal static class LogReading
{
    public const int Enough = 64 * 1024;

    public static MemoryLog Create(long maxEvents = 10_000, long maxBytes = 64 << 20, TimeSpan? maxAge = null, int maxTopics = 100_000, TimeProvider? time = null) =>
        new(
            new SseRetentionOptions { MaxEvents = maxEvents, MaxBytes = maxBytes, MaxAge = maxAge ?? Timeout.InfiniteTimeSpan, MaxTopics = maxTopics },
            time ?? new FakeTimeProvider());

    public static long Add(this MemoryLog log, SseTopicSelection topics, string data)
    {
        var append = log.AppendAsync(topics, Encoding.UTF8.GetBytes($"event: tick\ndata: {data}\n\n"), CancellationToken.None);
        return append.IsCompletedSuccessfully ? append.Result : throw new InvalidOperationException("An append to memory is done at once.");
    }

    public static LogRead ReadOnce(this MemoryLog log, LogCursor cursor, IBufferWriter<byte> sink, int maxBytes = Enough)
    {
        var read = log.ReadAsync(cursor, sink, maxBytes, CancellationToken.None);
        return read.IsCompletedSuccessfully ? read.Result : throw new InvalidOperationException("A read of memory is done at once.");
    }

    /// <summary>Reads on to the tail, or to where the cursor's place is trimmed.</summary>
    public static (List<ReadEvent> Events, LogRead End) ReadAll(this MemoryLog log, LogCursor cursor, int maxBytes = Enough)
    {
        var sink = new ArrayBufferWriter<byte>();
        while (true)
        {
            var written = sink.WrittenCount;
            var read = log.ReadOnce(cursor, sink, maxBytes);
            read.Bytes.ShouldBe(sink.WrittenCount - written);
            read.Bytes.ShouldBeLessThanOrEqualTo(maxBytes);
            if (read.Kind is not (LogReadKind.More or LogReadKind.Partial)) return (Parse(sink.WrittenMemory), read);
            read.Bytes.ShouldBeGreaterThan(0);
        }
    }

    public static List<ReadEvent> Parse(ReadOnlyMemory<byte> bytes)
    {
        var parser = SseParser.Create(new MemoryStream(bytes.ToArray()));
        return [.. parser.Enumerate().Select(item => new ReadEvent(item.EventId ?? parser.LastEventId, item.EventType, item.Data))];
    }
}
