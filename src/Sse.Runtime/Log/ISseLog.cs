using System.Buffers;

namespace Sse;

/// <summary>
/// One ordered log of frames, ready to send. What reaches subscribers is what is read back from here, never the result
/// of an append: so all who read, on whatever node, see one order.
/// </summary>
/// <remarks>
/// All members are safe to call from any thread. Sequences begin at 1 and grow over the whole log; they need not be
/// dense. A log that is reached over a wire gives each append a batch id of its own and retries with it, so that an
/// append in doubt happens once.
/// </remarks>
internal interface ISseLog : IDisposable
{
    /// <summary>Instead of a sequence: before the oldest that is retained.</summary>
    const long Earliest = -1;

    /// <summary>Names the log for as long as its sequences mean the same events.</summary>
    string Epoch { get; }

    /// <summary>The newest sequence that can be read; 0 before the first.</summary>
    long Newest { get; }

    /// <summary>The oldest sequence that is retained, for whatever topic; one more than <see cref="Newest"/> when none is.</summary>
    long Oldest { get; }

    /// <summary>Called after records became readable, with their topics. Under no lock, on any thread, at times once too often.</summary>
    Action<SseTopicSelection>? Appended { get; set; }

    /// <summary>Hands a frame to the log and returns.</summary>
    /// <param name="topics">Where to. An event for several topics has one sequence.</param>
    /// <param name="frame">Event and data of one block; the log puts the id before. Only valid during the call.</param>
    /// <exception cref="SseTopicCompletedException">One of the topics is complete; nothing was appended.</exception>
    /// <exception cref="SseHubStoppedException">The log is disposed.</exception>
    void Append(SseTopicSelection topics, ReadOnlySpan<byte> frame);

    /// <summary>Appends a frame; completes with its sequence once it can be read.</summary>
    /// <inheritdoc cref="Append"/>
    ValueTask<long> AppendAsync(SseTopicSelection topics, ReadOnlySpan<byte> frame, CancellationToken cancellationToken);

    /// <summary>Appends the record after which nothing is appended to the topics. Does nothing for those that have it.</summary>
    /// <exception cref="SseHubStoppedException">The log is disposed.</exception>
    void Complete(SseTopicSelection topics);

    /// <summary>
    /// Begins to read. While a cursor is open the log knows exactly what its topics lost, even of those it has no record of.
    /// </summary>
    /// <param name="topics">Which topics, besides what is for the whole hub.</param>
    /// <param name="after">The sequence after which to begin, from 0 to <see cref="Newest"/>, or <see cref="Earliest"/>.</param>
    /// <returns>The cursor; close it when nobody reads with it any more.</returns>
    LogCursor Open(SseTopicSelection topics, long after);

    /// <summary>Ends reading. A cursor is closed once.</summary>
    void Close(LogCursor cursor);

    /// <summary>Reads on: puts the next frames, in order, each once, into a sink, and moves the cursor.</summary>
    /// <param name="cursor">One that this log opened; used by one reader at a time.</param>
    /// <param name="sink">Takes the bytes.</param>
    /// <param name="maxBytes">
    /// At most so many bytes; a frame that is larger comes in several reads, all but the last of them partial.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<LogRead> ReadAsync(LogCursor cursor, IBufferWriter<byte> sink, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Applies retention now.</summary>
    /// <returns>The oldest sequence that is retained then.</returns>
    long Trim();
}
