using System.Buffers;
using System.Runtime.InteropServices;

namespace Sse;

/// <content>Reading: what a cursor gets is found under the lock and copied outside of it.</content>
internal sealed partial class MemoryLog
{
    [ThreadStatic]
    private static List<ReadOnlyMemory<byte>>? t_pieces;

    public LogCursor Open(SseTopicSelection topics, long after)
    {
        var cursor = new MemoryCursor(topics, after);
        lock (_lock)
        {
            for (var i = 0; i < topics.Count; i++) cursor.Readers[i + 1].Watch = Watch(topics[i]);
            if (after == ISseLog.Earliest) MoveToOldest(cursor);
        }
        return cursor;
    }

    public void Close(LogCursor cursor)
    {
        lock (_lock)
            for (var i = 0; i < cursor.Topics.Count; i++)
                if (--((MemoryCursor)cursor).Readers[i + 1].Watch!.Readers == 0) _watches.Remove(cursor.Topics[i]);
    }

    public ValueTask<LogRead> ReadAsync(LogCursor cursor, IBufferWriter<byte> sink, int maxBytes, CancellationToken cancellationToken)
    {
        var own = (MemoryCursor)cursor;
        if (!own.Rest.IsEmpty) return new(ReadRest(own, sink, maxBytes));
        var pieces = t_pieces ??= [];
        try
        {
            LogRead read;
            lock (_lock) read = own.Topics.IsAll ? FindInAll(own, pieces, maxBytes) : FindInTopics(own, pieces, maxBytes);
            foreach (var piece in pieces) sink.Write(piece.Span);
            return new(read);
        }
        finally
        {
            // Whatever failed: the next reader on this thread must not find another's frames.
            pieces.Clear();
        }
    }

    private static LogRead ReadRest(MemoryCursor cursor, IBufferWriter<byte> sink, int maxBytes)
    {
        var piece = cursor.Rest[..Math.Min(maxBytes, cursor.Rest.Length)];
        sink.Write(piece.Span);
        cursor.Rest = cursor.Rest[piece.Length..];
        return new(cursor.Rest.IsEmpty ? LogReadKind.More : LogReadKind.Partial, piece.Length);
    }

    private LogRead FindInTopics(MemoryCursor cursor, List<ReadOnlyMemory<byte>> pieces, int maxBytes)
    {
        if (LostFor(cursor) is var lost && cursor.After < lost) return new(LogReadKind.Trimmed, 0, lost);
        var readers = cursor.Readers.AsSpan();
        foreach (ref var reader in readers) reader.Seek(cursor.After);
        var (left, last, end) = (maxBytes, cursor.After, LogReadKind.Tail);
        while (NextReader(readers, out var limit) is var next and >= 0)
        {
            ref var reader = ref readers[next];
            if (reader.Next == limit)
            {
                // The same record in several topics: it is read from the first.
                for (var i = next + 1; i < readers.Length; i++)
                    if (readers[i].Next == limit) readers[i].Skip();
                limit = reader.Next + 1;
            }
            var before = last;
            var piece = reader.Take(limit, left, ref last);
            if (last == before)
            {
                end = left == maxBytes ? LogReadKind.Partial : LogReadKind.More;
                if (end == LogReadKind.Partial) left -= TakeLarge(cursor, reader.TakeOne(ref last), pieces, maxBytes);
                break;
            }
            if (!piece.IsEmpty) pieces.Add(piece);
            left -= piece.Length;
        }
        foreach (ref var reader in readers) reader.Release();
        cursor.MoveTo(end == LogReadKind.Tail ? _newest : last);
        if (end == LogReadKind.Tail && IsCompleted(readers)) end = LogReadKind.Completed;
        return new(end, maxBytes - left);
    }

    // Which reader has the oldest record, and how far it can go before another one's turn.
    private static int NextReader(Span<TopicReader> readers, out long limit)
    {
        var (next, oldest) = (-1, long.MaxValue);
        limit = long.MaxValue;
        for (var i = 0; i < readers.Length; i++)
        {
            var sequence = readers[i].Next;
            if (sequence < oldest) (next, oldest, limit) = (i, sequence, oldest);
            else if (sequence < limit) limit = sequence;
        }
        return next;
    }

    private LogRead FindInAll(MemoryCursor cursor, List<ReadOnlyMemory<byte>> pieces, int maxBytes)
    {
        if (LostFor(cursor) is var lost && cursor.After < lost) return new(LogReadKind.Trimmed, 0, lost);
        var (left, last) = (maxBytes, cursor.After);
        for (var i = _records.FirstAfter(cursor.After); i < _records.Count; i++)
        {
            ref readonly var record = ref _records[i];
            if (record.Sequence == last || record.Topic.IsDropped) continue;
            var reader = new TopicReader { Topic = record.Topic };
            reader.Seek(record.Sequence - 1);
            var sequence = last;
            var piece = reader.TakeOne(ref sequence);
            if (piece.Length > left)
            {
                var end = left == maxBytes ? LogReadKind.Partial : LogReadKind.More;
                if (end == LogReadKind.Partial) left -= TakeLarge(cursor, piece, pieces, maxBytes);
                cursor.MoveTo(end == LogReadKind.Partial ? sequence : last);
                return new(end, maxBytes - left);
            }
            last = sequence;
            if (!piece.IsEmpty) pieces.Add(piece);
            left -= piece.Length;
        }
        cursor.MoveTo(_newest);
        return new(LogReadKind.Tail, maxBytes - left);
    }

    private static int TakeLarge(MemoryCursor cursor, ReadOnlyMemory<byte> frame, List<ReadOnlyMemory<byte>> pieces, int maxBytes)
    {
        pieces.Add(frame[..maxBytes]);
        cursor.Rest = frame[maxBytes..];
        return maxBytes;
    }

    // The newest event of the cursor's topics that is no longer here, and was when the cursor was opened.
    private long LostFor(MemoryCursor cursor)
    {
        if (cursor.Topics.IsAll) return _lostThrough;
        if (cursor.Topology != _topology) Fill(cursor);
        var lost = 0L;
        foreach (ref var reader in cursor.Readers.AsSpan())
            if (reader.LostThrough > reader.AcceptedLoss) lost = Math.Max(lost, reader.LostThrough);
        return lost;
    }

    // Who begins with the oldest that is retained asks for nothing that isn't.
    private void MoveToOldest(MemoryCursor cursor)
    {
        cursor.MoveTo(cursor.Topics.IsAll ? _lostThrough : OldestLocked - 1);
        if (cursor.Topics.IsAll) return;
        Fill(cursor);
        foreach (ref var reader in cursor.Readers.AsSpan()) reader.AcceptedLoss = reader.LostThrough;
    }

    private TopicWatch Watch(string name)
    {
        ref var watch = ref CollectionsMarshal.GetValueRefOrAddDefault(_watches, name, out _);
        watch ??= new TopicWatch { LostThrough = _topics.TryGetValue(name, out var topic) ? topic.LostThrough : _forgottenThrough };
        watch.Readers++;
        return watch;
    }

    private void Fill(MemoryCursor cursor)
    {
        var readers = cursor.Readers;
        readers[0].Topic = _wholeHub;
        for (var i = 1; i < readers.Length; i++) readers[i].Topic = _topics.GetValueOrDefault(cursor.Topics[i - 1]);
        cursor.Topology = _topology;
    }

    private static bool IsCompleted(Span<TopicReader> readers)
    {
        if (readers.Length == 1) return false;
        foreach (ref var reader in readers[1..])
            if (reader.Topic is not { CompletedAt: > 0 }) return false;
        return true;
    }
}
