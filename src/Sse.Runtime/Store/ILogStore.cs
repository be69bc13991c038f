namespace Sse;

/// <summary>
/// Keeps a hub's log where it outlives the process: it orders what is appended, and gives it back. Everything else, such as
/// reading, topics, keys and resuming, is done on the copy of the log's end that each process has in memory.
/// </summary>
/// <remarks>
/// Implemented by engines. <see cref="AppendAsync"/> and <see cref="TrimAsync"/> are called one at a time, all else beside
/// them. A call that failed is made again, with the same arguments, after a while; only what <see cref="OpenAsync"/> throws
/// when the application starts ends the start.
/// </remarks>
public interface ILogStore : IAsyncDisposable
{
    /// <summary>What the engine can't do. Asked before the log is opened.</summary>
    StoreTraits Traits { get; }

    /// <summary>
    /// Opens the log, or makes it where that takes no rights of its own. Called first, and again after
    /// <see cref="SseLogReplacedException"/>, then perhaps beside other calls.
    /// </summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What the log is, before any of its records.</returns>
    /// <exception cref="SseStoreException">The log can't be used: the message says why, and what to do.</exception>
    ValueTask<StoredLog> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Asks the engine, not a copy, for the newest place of the log.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The place of the newest record that it ever had.</returns>
    ValueTask<StoredPlace> GetNewestAsync(CancellationToken cancellationToken);

    /// <summary>Appends records, all or none, and makes them last. Once per batch, however often it is called with it.</summary>
    /// <param name="batch">The records, in order.</param>
    /// <param name="cancellationToken">Ends the attempt; whether the batch was appended is open then.</param>
    /// <returns>
    /// The place of each record, ascending; 0 for an event that was not appended because one of its topics was complete. An
    /// engine that can't see that appends it: whoever reads it back drops it. For the completion of topics that were complete
    /// already either will do.
    /// </returns>
    ValueTask<IReadOnlyList<long>> AppendAsync(StoreBatch batch, CancellationToken cancellationToken);

    /// <summary>Gives records, in order, and waits for more. Every record after the place, each once, whoever appended it.</summary>
    /// <param name="after">The place before the first, as this process knows it.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>
    /// Records that were appended or lie together, a few hundred at most; and an empty list each time that there are no
    /// more at the moment, before it waits.
    /// </returns>
    /// <exception cref="SseLogReplacedException">
    /// The log isn't the one that this process knows: its epoch is another, it ends before the place, or the record there is
    /// still kept and has another tag.
    /// </exception>
    IAsyncEnumerable<IReadOnlyList<StoredRecord>> TailAsync(StoredPlace after, CancellationToken cancellationToken);

    /// <summary>Reads a page of what is kept.</summary>
    /// <param name="after">The place before the first record.</param>
    /// <param name="limit">How many records at most.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The records that are kept after the place, in order: the first so many, none behind the newest.</returns>
    ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Lets old records go, a bounded number of them, and takes note of what each topic lost.</summary>
    /// <param name="trim">Which.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Whether there may be more to let go.</returns>
    /// <remarks>The newest record that was ever appended may stay, so that its tag is known.</remarks>
    ValueTask<bool> TrimAsync(StoreTrim trim, CancellationToken cancellationToken);
}
