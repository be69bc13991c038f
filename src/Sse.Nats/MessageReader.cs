using System.Text;

namespace Sse.Nats;

/// <summary>Unpacks the records of a message. Whatever comes, it answers: others may publish to the subject.</summary>
internal static class MessageReader
{
    /// <summary>The tag of messages that nobody can read.</summary>
    public const string NoTag = "unreadable";

    private const int Header = 4;
    private const int SmallestRecord = 13;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The records of a message.</summary>
    /// <param name="body">The message's body, which the records' frames and keys are parts of.</param>
    /// <param name="sequence">The message's place in the stream.</param>
    /// <param name="isReadable">Whether it is one of a log. Otherwise a record of no known kind stands for it.</param>
    /// <exception cref="SseStoreException">It was written by a later version.</exception>
    public static IReadOnlyList<StoredRecord> Read(ReadOnlyMemory<byte> body, ulong sequence, out bool isReadable)
    {
        var bytes = body.Span;
        if (bytes.Length > Header && bytes.StartsWith(MessageWriter.Mark) && bytes[Header - 1] > MessageWriter.Version)
            throw new SseStoreException($"Message {sequence} of the hub's log was written by a later version of Sse.Nats (form {bytes[Header - 1]}; this one knows {MessageWriter.Version}). Update this node; it goes on from here then.");
        var records = TryRead(body, sequence);
        isReadable = records is not null;
        return records ?? [new StoredRecord { Kind = (StoreRecordKind)int.MaxValue, At = DateTimeOffset.UnixEpoch, Position = Places.Of(sequence, 0), Tag = NoTag }];
    }

    private static List<StoredRecord>? TryRead(ReadOnlyMemory<byte> body, ulong sequence)
    {
        var reader = new ByteReader(body.Span);
        if (!reader.TryTake(Header, out var mark) || !mark.StartsWith(MessageWriter.Mark) || mark[^1] != MessageWriter.Version) return null;
        if (!reader.TryTake(16, out var id) || !reader.TryReadNumber(out var count) || count is 0 or > Places.MostRecords || count > reader.Left / SmallestRecord) return null;
        var batch = new Guid(id, bigEndian: true);
        var tag = new StoreBatch(batch, []).Tag;
        var records = new List<StoredRecord>((int)count);
        var topics = new TopicReader();
        while (records.Count < count)
        {
            if (!reader.TryReadNumber(out var length)) return null;
            var start = reader.Position;
            if (!reader.TryTake(length, out _) || TryReadRecord(body.Slice(start, (int)length), topics, Places.Of(sequence, records.Count), tag, batch, records.Count) is not { } record) return null;
            records.Add(record);
        }
        return reader.Left == 0 ? records : null;
    }

    private static StoredRecord? TryReadRecord(ReadOnlyMemory<byte> bytes, TopicReader topicReader, long position, string tag, Guid batch, int index)
    {
        var reader = new ByteReader(bytes.Span);
        if (!reader.TryReadNumber(out var kind) || kind > int.MaxValue || !reader.TryReadLong(out var ticks) || ticks < 0 || ticks > DateTime.MaxValue.Ticks) return null;
        if (topicReader.TryRead(ref reader) is not { } topics) return null;
        if (!reader.TryReadNumber(out var keyLength) || !reader.TryTake(keyLength > 0 ? keyLength - 1 : 0, out var key)) return null;
        var keyEnd = reader.Position;
        if (!reader.TryTake(out var frame)) return null;
        // What no publisher does, and no log takes.
        if ((keyLength > 0 && topics.Count > 1) || ((StoreRecordKind)kind == StoreRecordKind.Completion && topics.Count == 0)) return null;
        return new StoredRecord
        {
            Kind = (StoreRecordKind)kind,
            At = new DateTimeOffset(ticks, TimeSpan.Zero),
            Topics = topics,
            IsKeyed = keyLength > 0,
            Key = bytes.Slice(keyEnd - key.Length, key.Length),
            Frame = bytes.Slice(reader.Position - frame.Length, frame.Length),
            Position = position,
            Tag = tag,
            Batch = batch,
            BatchIndex = index,
        };
    }

    /// <summary>Reads the topics of records, which often are those of the record before.</summary>
    private sealed class TopicReader
    {
        private byte[] _bytes = [];
        private IReadOnlyList<string> _topics = [];

        public IReadOnlyList<string>? TryRead(ref ByteReader reader)
        {
            if (!reader.TryReadNumber(out var count) || count > reader.Left / 2) return null;
            if (count == 0) return [];
            if (count > 1) return Read(ref reader, count);
            if (!reader.TryTake(out var name)) return null;
            if (_topics.Count == 1 && name.SequenceEqual(_bytes)) return _topics;
            if (Check([name.ToArray()]) is not { } topics) return null;
            (_bytes, _topics) = (name.ToArray(), topics);
            return topics;
        }

        private static List<string>? Read(ref ByteReader reader, uint count)
        {
            var names = new List<byte[]>();
            for (; count > 0; count--)
            {
                if (!reader.TryTake(out var name)) return null;
                names.Add(name.ToArray());
            }
            return Check(names);
        }

        private static List<string>? Check(List<byte[]> names)
        {
            try
            {
                var topics = names.ConvertAll(Utf8.GetString);
                _ = SseTopicSelection.Of([.. topics]);
                return topics;
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
    }
}
