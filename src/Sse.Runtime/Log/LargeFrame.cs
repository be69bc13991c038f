namespace Sse;

/// <summary>A frame too large to be copied under the log's lock, in memory of its own with room for its id before it.</summary>
/// <param name="Bytes">The memory.</param>
/// <param name="Start">Where the frame begins.</param>
internal readonly record struct LargeFrame(byte[]? Bytes, int Start)
{
    private const int Smallest = 16 * 1024;

    // The prefix with the epoch, a sequence, and a topic whose every byte is encoded.
    private const int LongestId = 64 + 20 + SseTopicName.MaxEncodedBytes + 2;

    /// <summary>Copies a frame for each of its topics; null when it is small enough to be copied later.</summary>
    public static LargeFrame[]? Prepare(scoped in SseAppend append) => append.Frame.Length < Smallest ? null : Copy(append);

    private static LargeFrame[] Copy(scoped in SseAppend append)
    {
        var copies = LogMemory.Array<LargeFrame>(Math.Max(1, append.Topics.Count));
        for (var i = 0; i < copies.Length; i++)
        {
            var bytes = LogMemory.Bytes(LongestId + append.Frame.Length);
            append.Frame.CopyTo(bytes.AsSpan(LongestId));
            copies[i] = new LargeFrame(bytes, LongestId);
        }
        return copies;
    }
}
