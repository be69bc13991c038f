namespace Sse.Nats;

/// <summary>Lets old messages go, whole ones, and keeps what completed topics. Any node may, also several at once.</summary>
internal sealed class Trimming(LogStreams streams, LogEpoch epochs, LogCompletions completions, PurgedByUs purged)
{
    private const int MostCompleting = 100;

    /// <inheritdoc cref="ILogStore.TrimAsync"/>
    public async Task<bool> TrimAsync(StoreTrim trim, CancellationToken cancellationToken)
    {
        var log = await streams.GetLogAsync(cancellationToken).ConfigureAwait(false);
        // The newest message stays: its tag must be known.
        var end = Math.Min(await FindEndAsync(trim.UpTo, cancellationToken).ConfigureAwait(false), log.State.LastSeq);
        if (end <= log.State.FirstSeq || log.State.Messages == 0) return false;

        var completed = new Dictionary<string, long>(StringComparer.Ordinal);
        var found = 0;
        for (var from = log.State.FirstSeq; await streams.FindCompletingAsync(from, cancellationToken).ConfigureAwait(false) is { } message && message.Sequence < end; from = message.Sequence + 1)
        {
            if (++found > MostCompleting)
            {
                end = message.Sequence;
                break;
            }
            Collect(message, completed);
        }
        if (completed.Count > 0) await completions.AddAsync(await epochs.OfAsync(log, cancellationToken).ConfigureAwait(false), completed, trim.MaxTopics, cancellationToken).ConfigureAwait(false);
        purged.UpTo = Math.Max(purged.UpTo, end - 1);
        await streams.PurgeAsync(end, cancellationToken).ConfigureAwait(false);
        return found > MostCompleting;
    }

    /// <summary>The first message that doesn't lie wholly within what may go.</summary>
    private async Task<ulong> FindEndAsync(long upTo, CancellationToken cancellationToken)
    {
        var sequence = Places.SequenceOf(upTo + 1);
        if (sequence == 0 || Places.IndexOf(upTo + 1) == 0) return sequence;
        return await streams.GetMessageAsync(sequence, cancellationToken).ConfigureAwait(false) is { } message
            && MessageReader.Read(message.Body, sequence, out _)[^1].Position <= upTo ? sequence + 1 : sequence;
    }

    private static void Collect(in LogMessage message, Dictionary<string, long> completed)
    {
        foreach (var record in MessageReader.Read(message.Body, message.Sequence, out _))
        {
            if (record.Kind != StoreRecordKind.Completion) continue;
            foreach (var topic in record.Topics) completed.TryAdd(topic, record.Position);
        }
    }
}
