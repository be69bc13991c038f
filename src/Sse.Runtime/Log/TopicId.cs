namespace Sse;

/// <summary>What a topic adds to the ids of its events.</summary>
internal static class TopicId
{
    /// <summary>What follows the sequence in an id line: the topic behind a slash, and the line feed.</summary>
    public static byte[] SuffixOf(string name)
    {
        Span<byte> encoded = stackalloc byte[SseTopicName.MaxEncodedBytes];
        return [(byte)'/', .. encoded[..SseTopicName.Encode(name, encoded)], (byte)'\n'];
    }
}
