namespace Sse;

/// <summary>
/// Keeps a hub's log where it outlives the process: it orders what is appended, and gives it back. Everything else, such as
/// reading, topics, keys and resuming, is done on the copy of the log's end that each process has in memory.
/// </summary>
/// <remarks>
/// Implemented by engines. <see cref="AppendAsync"/> and <see cref="TrimAsync"/> are called one at a time,
/// <see cref="TailAsync"/> beside them. A call that failed is made again, with the same arguments, after a while; only what
/// <see cref="OpenAsync"/> throws ends the start of the application.
/// </remarks>
public interface ILogStore : IAsyncDisposable
{
    /// <summary>Opens the log, or makes it. Called once, first.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What the log is, before any of its records.</returns>
    /// <exception cref="SseStoreException">The log can't be used: the message says why, and what to do.</exception>
    ValueTask<StoredLog> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Appends records, all or none, and makes them last. Once per batch, however often it is called with it.</summary>
    /// <param name="batch">The records, in order.</param>
    /// <param name="cancellationToken">Ends the attempt; whether the batch was appended is open then.</param>
    /// <returns>
    /// The place of each record, ascending; 0 for an event that was not appended because one of its topics was complete. For
    /// the completion of topics that were complete already either will do.
    /// </returns>
    ValueTask<IReadOnlyList<long>> AppendAsync(StoreBatch batch, CancellationToken cancellationToken);

    /// <summary>Gives records, in order, and waits for more. Every record after the place, each once, whoever appended it.</summary>
    /// <param name="after">The place before the first.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>Records that were appended or lie together, a few hundred at most.</returns>
    IAsyncEnumerable<IReadOnlyList<StoredRecord>> TailAsync(long after, CancellationToken cancellationToken);

    /// <summary>Lets old records go, a bounded number of them, and takes note of what each topic lost.</summary>
    /// <param name="trim">Which.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Whether there may be more to let go.</returns>
    ValueTask<bool> TrimAsync(StoreTrim trim, CancellationToken cancellationToken);
}
