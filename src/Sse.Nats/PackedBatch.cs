using Microsoft.Extensions.Logging;

namespace Sse.Nats;

/// <summary>A batch as it is published.</summary>
/// <param name="Id">The batch's id.</param>
/// <param name="Parts">Its messages, in order.</param>
internal sealed record PackedBatch(Guid Id, IReadOnlyList<PackedBatch.Part> Parts)
{
    // What a message has besides its body: the names and values of its headers.
    private const int Headers = 512;
    private const int BestBytes = 512 * 1024;

    /// <summary>One message.</summary>
    /// <param name="Id">By which the server knows it again.</param>
    /// <param name="Body">What is published.</param>
    /// <param name="Records">Which records of the batch it has.</param>
    /// <param name="Completes">Whether one of them completes topics.</param>
    public sealed record Part(Guid Id, byte[] Body, IReadOnlyList<int> Records, bool Completes);

    /// <summary>The largest record that fits in a message, as it is packed.</summary>
    public static int MostBytes(int maxPayload) => maxPayload - Headers - MessageWriter.Overhead;

    /// <summary>Packs a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="maxPayload">How large a message may be.</param>
    /// <param name="logger">Told of records that fit in none.</param>
    public static PackedBatch Pack(StoreBatch batch, int maxPayload, ILogger logger)
    {
        var most = MostBytes(maxPayload);
        var parts = new List<Part>(1);
        var writer = new MessageWriter();
        var taken = new List<int>(batch.Records.Count);
        for (var i = 0; i < batch.Records.Count; i++)
        {
            var record = batch.Records[i];
            var bytes = writer.Pack(record);
            if (bytes > most)
            {
                // The hub's MaxEventBytes was checked: only its topics or its key can be so large. Tried again it stays so.
                logger.TooLarge(bytes, most);
                continue;
            }
            if (taken.Count == Places.MostRecords || (taken.Count > 0 && writer.Bytes + bytes > Math.Min(most, BestBytes))) Take();
            writer.Add(record.Kind);
            taken.Add(i);
        }
        if (taken.Count > 0) Take();
        return new PackedBatch(batch.Id, parts);

        void Take()
        {
            var (id, completes) = (IdOf(batch.Id, parts.Count), writer.Completes);
            parts.Add(new Part(id, writer.Take(id), [.. taken], completes));
            taken.Clear();
        }
    }

    // Parts are told apart as batches are, and have the tag of theirs, which is in the end of the id.
    private static Guid IdOf(Guid batch, int part)
    {
        Span<byte> bytes = stackalloc byte[16];
        batch.TryWriteBytes(bytes);
        bytes[0] ^= (byte)part;
        bytes[1] ^= (byte)(part >> 8);
        return new Guid(bytes);
    }
}
