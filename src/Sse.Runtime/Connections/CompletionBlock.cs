namespace Sse;

/// <summary>The id form that says a stream is over for good: <c>~end</c> behind the last event's id.</summary>
internal static class CompletionBlock
{
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(1);

    /// <summary>Whether the client's id says that it has seen the whole stream.</summary>
    public static bool IsSaidBy(string lastEventId) => lastEventId.EndsWith(ProtocolWords.EndMark, StringComparison.Ordinal);

    /// <summary>
    /// The stream's last block: an id, which a client commits though nothing is dispatched, and a short wait, since an
    /// EventSource learns only from the answer to its next request that nothing follows.
    /// </summary>
    /// <param name="writer">Takes the block.</param>
    /// <param name="lastId">The last event's id, or empty.</param>
    public static void WriteCompletion(this ref SseFrameWriter writer, string lastId)
    {
        // A client's own id may be longer than one of ours; with the mark behind it, it would not be read back.
        var id = WireText.ByteCount(lastId) <= SseId.MaxBytes ? lastId : "";
        writer.WriteRaw("id: "u8);
        writer.WriteText("id", id);
        writer.WriteText("id", ProtocolWords.EndMark);
        writer.WriteRaw("\n"u8);
        writer.WriteRetry(Jitter.Between(ShortestRetry, LongestRetry));
        writer.EndBlock();
    }
}
