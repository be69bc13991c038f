namespace Sse.Nats;

/// <summary>Reads pages of what is kept.</summary>
internal sealed class LogPages(LogStreams streams, LeaderCheck leader)
{
    /// <inheritdoc cref="ILogStore.ReadAsync"/>
    public async Task<IReadOnlyList<StoredRecord>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var records = new List<StoredRecord>();
        var feed = await MessageFeed.OpenAsync(streams, Places.SequenceOf(after), cancellationToken).ConfigureAwait(false);
        await using var closing = feed.ConfigureAwait(false);
        if (!feed.HasMessages) return records;
        LogMessage? newest = null;
        // A silence means that what was there when this began is gone.
        while (records.Count < limit && await feed.NextAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            newest = message;
            foreach (var record in MessageReader.Read(message.Body, message.Sequence, out _))
                if (record.Position > after && records.Count < limit) records.Add(record);
            if (message.IsLast) break;
        }
        if (newest is { } last) await leader.ConfirmAsync(last, cancellationToken).ConfigureAwait(false);
        return records;
    }
}
