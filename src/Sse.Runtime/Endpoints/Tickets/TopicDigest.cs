using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sse;

/// <summary>A short text for a selection of topics, the same for the same topics in any order.</summary>
internal static class TopicDigest
{
    /// <summary>How long it is.</summary>
    public const int Bytes = SHA256.HashSizeInBytes;

    public static byte[] Of(SseTopicSelection topics)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, topics.IsAll ? -1 : topics.Count);
        hash.AppendData(length);
        foreach (var topic in topics.Order(StringComparer.Ordinal))
        {
            var name = Encoding.UTF8.GetBytes(topic);
            BinaryPrimitives.WriteInt32LittleEndian(length, name.Length);
            hash.AppendData(length);
            hash.AppendData(name);
        }
        return hash.GetHashAndReset();
    }
}
