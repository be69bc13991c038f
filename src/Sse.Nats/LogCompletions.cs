using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sse.Nats;

/// <summary>The completions whose records are gone: of the newest so many topics.</summary>
internal sealed class LogCompletions(LogStreams streams)
{
    private const byte Version = 1;
    private const int Overhead = 4096;

    /// <summary>Reads them.</summary>
    /// <param name="epoch">The log's epoch: those of a former log don't count.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<IReadOnlyList<StoredTopic>> ReadAsync(string epoch, CancellationToken cancellationToken)
    {
        var state = await streams.GetStateAsync(streams.Names.Completions, cancellationToken).ConfigureAwait(false);
        return state is { } found ? Unpack(found.Body.Span, epoch) : [];
    }

    /// <summary>Adds some, of records that will be gone.</summary>
    /// <param name="epoch">The log's epoch.</param>
    /// <param name="completed">Topics, and where they were completed.</param>
    /// <param name="most">How many to remember.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task AddAsync(string epoch, IReadOnlyDictionary<string, long> completed, int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await streams.GetStateAsync(streams.Names.Completions, cancellationToken).ConfigureAwait(false);
            // What completed a topic first is what counts.
            var topics = (state is { } found ? Unpack(found.Body.Span, epoch) : []).ToDictionary(topic => topic.Name!, topic => topic.CompletedAt, StringComparer.Ordinal);
            foreach (var (topic, place) in completed) topics.TryAdd(topic, place);
            var newest = topics.OrderBy(topic => topic.Value).TakeLast(most);
            if (await streams.TrySetStateAsync(streams.Names.Completions, Pack(epoch, newest, streams.MaxPayload - Overhead), state?.Sequence ?? 0, cancellationToken).ConfigureAwait(false)) return;
        }
    }

    private static byte[] Pack(string epoch, IEnumerable<KeyValuePair<string, long>> topics, int mostBytes)
    {
        var packed = new ArrayBufferWriter<byte>();
        packed.Write([Version]);
        Encoding.ASCII.GetBytes(epoch, packed);
        var lengths = topics.Select(topic => (topic.Key, topic.Value, Length: Encoding.UTF8.GetByteCount(topic.Key))).ToList();
        var bytes = lengths.Sum(topic => topic.Length + 10L);
        foreach (var (topic, place, length) in lengths)
        {
            if (bytes > mostBytes)
            {
                // The oldest give way.
                bytes -= length + 10;
                continue;
            }
            BinaryPrimitives.WriteInt64LittleEndian(packed.GetSpan(10), place);
            BinaryPrimitives.WriteUInt16LittleEndian(packed.GetSpan(10)[8..], (ushort)length);
            packed.Advance(10);
            Encoding.UTF8.GetBytes(topic, packed);
        }
        return packed.WrittenSpan.ToArray();
    }

    private List<StoredTopic> Unpack(ReadOnlySpan<byte> state, string epoch)
    {
        var reader = new ByteReader(state);
        var topics = new List<StoredTopic>();
        if (!reader.TryTake(1, out var version) || version[0] != Version || !reader.TryTake((uint)epoch.Length, out var ofEpoch)) throw Unreadable();
        if (!ofEpoch.SequenceEqual(Encoding.ASCII.GetBytes(epoch))) return topics;
        while (reader.Left > 0)
        {
            if (!reader.TryReadLong(out var place) || !reader.TryTake(2, out var length) || !reader.TryTake(BinaryPrimitives.ReadUInt16LittleEndian(length), out var name)) throw Unreadable();
            // What it lost before it was completed isn't known any more.
            topics.Add(new StoredTopic { Name = Encoding.UTF8.GetString(name), CompletedAt = place, Lost = place - 1, LostLatest = place - 1 });
        }
        return topics;
    }

    private SseStoreException Unreadable() =>
        new($"What the stream '{streams.Names.State}' has on '{streams.Names.Completions}' can't be read: a later version of Sse.Nats wrote it, or something else. Update this node; or purge that subject, by which topics that were completed long ago can be published to again.");
}
