using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Sse.Nats;

/// <summary>Gives the records of a log as they come.</summary>
internal sealed class LogTail(LogStreams streams, LogEpoch epochs, LeaderCheck leader, PurgedByUs purged, ILogger logger)
{
    private const int Most = 500;
    private const int Asks = 5;
    private static readonly TimeSpan BetweenAsks = TimeSpan.FromSeconds(1);

    /// <inheritdoc cref="ILogStore.TailAsync"/>
    public async IAsyncEnumerable<IReadOnlyList<StoredRecord>> ReadAsync(StoredPlace after, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var target = await FindTargetAsync(after, time, cancellationToken).ConfigureAwait(false);
        var place = new TailPlace(after, purged);
        var feed = await MessageFeed.OpenAsync(streams, Places.SequenceOf(after.Position), cancellationToken).ConfigureAwait(false);
        await using var closing = feed.ConfigureAwait(false);
        var records = new List<StoredRecord>();
        var isCaughtUp = !feed.HasMessages && target == 0;
        if (isCaughtUp) yield return [];
        while (true)
        {
            if (await feed.NextAsync(cancellationToken).ConfigureAwait(false) is not { } message)
            {
                // Nothing came, and nothing more may be there, whatever was when this began.
                if (isCaughtUp || place.Sequence < await AskNewestAsync(cancellationToken).ConfigureAwait(false)) continue;
                isCaughtUp = true;
                yield return [];
                continue;
            }
            bool isLast;
            LogMessage newest;
            do
            {
                isLast = message.IsLast;
                records.AddRange(place.Take(message.Sequence, Read(message)) ?? throw await ExplainAsync(place, message.Sequence, cancellationToken).ConfigureAwait(false));
                newest = message;
            }
            while (records.Count < Most && feed.TryTake(out message));

            await leader.ConfirmAsync(newest, cancellationToken).ConfigureAwait(false);
            foreach (var chunk in records.Chunk(Most)) yield return chunk;
            records.Clear();
            // A follower of the stream's leader may be behind it: what the leader had at the beginning comes.
            isCaughtUp = isLast && place.Sequence >= target;
            if (isCaughtUp) yield return [];
        }
    }

    private IReadOnlyList<StoredRecord> Read(in LogMessage message)
    {
        var records = MessageReader.Read(message.Body, message.Sequence, out var isReadable);
        if (!isReadable) logger.Unreadable(message.Sequence, streams.Names.Stream, message.Body.Length);
        return records;
    }

    /// <summary>Why a message isn't what has to come next.</summary>
    private async Task<Exception> ExplainAsync(TailPlace place, ulong sequence, CancellationToken cancellationToken)
    {
        if (!place.IsMissed(sequence)) return leader.IsAnother();
        var log = await streams.GetLogAsync(cancellationToken).ConfigureAwait(false);
        return place.IsMissed(log.State.FirstSeq)
            ? new SseLogReplacedException("The hub's stored log let records go that this process had not read yet: the hub begins over with what is kept.")
            : leader.IsAnother();
    }

    /// <summary>How far the stream goes, if it is the one that a place is of and has it.</summary>
    private async Task<ulong> FindTargetAsync(StoredPlace after, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var ask = 1; ; ask++)
        {
            var log = await streams.GetLogAsync(cancellationToken).ConfigureAwait(false);
            if (await epochs.OfAsync(log, cancellationToken).ConfigureAwait(false) != after.Epoch) throw new SseLogReplacedException();
            if (Places.SequenceOf(after.Position) <= log.State.LastSeq && await leader.HasAsync(after, cancellationToken).ConfigureAwait(false)) return log.State.Messages == 0 ? 0 : log.State.LastSeq;
            // One that was frozen may take itself for the leader until it hears of the new one.
            if (!streams.IsReplicated || ask == Asks) throw new SseLogReplacedException("The hub's stored log ends before what this process has of it, or has another record there: it was restored from an older copy, or lost its end.");
            await Task.Delay(BetweenAsks, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ulong> AskNewestAsync(CancellationToken cancellationToken)
    {
        var log = await streams.GetLogAsync(cancellationToken).ConfigureAwait(false);
        return log.State.Messages == 0 ? 0 : log.State.LastSeq;
    }
}
