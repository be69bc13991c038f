using System.Buffers.Binary;

namespace Sse;

/// <summary>The tags of batches.</summary>
internal static class StoreTag
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 6;

    /// <summary>The tag of a batch: the same for the same batch.</summary>
    public static string Of(Guid batch) => string.Create(Length, batch, static (tag, batch) =>
    {
        Span<byte> bytes = stackalloc byte[16];
        batch.TryWriteBytes(bytes);
        // A random id has its version and variant in the middle: the end is all random.
        var rest = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) >> 8;
        for (var i = 0; i < tag.Length; i++, rest /= (ulong)Letters.Length) tag[i] = Letters[(int)(rest % (ulong)Letters.Length)];
    });
}
