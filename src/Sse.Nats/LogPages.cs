namespace Sse.Nats;

/// <summary>Reads pages of what is kept.</summary>
internal sealed class LogPages(LogStreams streams)
{
    /// <inheritdoc cref="ILogStore.ReadAsync"/>
    public async Task<IReadOnlyList<StoredRecord>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var records = new List<StoredRecord>();
        var feed = await MessageFeed.OpenAsync(streams, Places.SequenceOf(after), cancellationToken).ConfigureAwait(false);
        await using var closing = feed.ConfigureAwait(false);
        if (!feed.HasMessages) return records;
        // A silence means that what was there when this began is gone.
        while (records.Count < limit && await feed.NextAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            foreach (var record in MessageReader.Read(message.Body, message.Sequence, out _))
                if (record.Position > after && records.Count < limit) records.Add(record);
            if (message.IsLast) break;
        }
        return records;
    }
}
