using System.Runtime.CompilerServices;

namespace Sse;

/// <summary>A subscription within the process: the same cursor, typed events instead of bytes.</summary>
internal sealed class LocalSubscription(HubLog log, Cursor cursor, ReadMode mode, SseEventReader reader, DateTimeOffset connectedAt, HubCounts counts)
    : Subscription(log, cursor, user: null, connectedAt, inline: false)
{
    private const int ReadSize = 16 * 1024;

    /// <summary>Whether it ended because the log was replaced.</summary>
    public bool LogWasReplaced => Closed == SseDisconnectReason.LogReplaced;

    /// <summary>Reads until the topics are complete or the subscription is closed.</summary>
    /// <param name="gap">What is told first, or null.</param>
    /// <param name="cancellationToken">Ends it with <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<SseHubMessage> ReadAsync(SseGap? gap, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cancelled = cancellationToken.UnsafeRegister(static self => ((LocalSubscription)self!).Signal.Wake(), this);
        await using var registration = cancelled.ConfigureAwait(false);
        var found = new RecordTarget(Log.IdPrefixLength);
        var records = new RecordMessages(Log, reader);
        var messages = new List<SseHubMessage>();
        var count = 0L;
        while (Closed is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (gap is not null)
            {
                Gaps++;
                counts.OnGap(gap.Reason);
                yield return Message(gap);
                (gap, count) = (null, 0);
            }
            var read = Log.Read(Cursor, found, ReadSize);
            foreach (var record in found.Records) messages.Add(records.Read(record));
            // The events are kept while they are read, the log's memory is not.
            found.Clear();
            count += messages.Count;
            Delivered += messages.Count;
            foreach (var message in messages)
            {
                if (Closed is not null) yield break;
                cancellationToken.ThrowIfCancellationRequested();
                yield return message;
            }
            messages.Clear();
            switch (read.Kind)
            {
                case LogReadKind.Completed:
                    yield break;
                case LogReadKind.Trimmed:
                    if (mode.Snapshots || Cursor.Snapshot is not null) Log.BeginSnapshot(Cursor);
                    gap = Resumption.Evicted(Log, Cursor, read);
                    break;
                case LogReadKind.Live:
                    yield return Live(count);
                    break;
                case LogReadKind.Cold:
                    Fetch(read.Requested);
                    await Signal.WaitAsync().ConfigureAwait(false);
                    break;
                case LogReadKind.Tail:
                    await Signal.WaitAsync().ConfigureAwait(false);
                    break;
            }
        }
    }

    private SseHubMessage Message(SseGap gap) =>
        new() { Position = Resumption.PositionOf(Log, Cursor), EventName = SseGap.EventName, Event = gap };

    private SseHubMessage Live(long count)
    {
        var position = Resumption.PositionOf(Log, Cursor);
        return new()
        {
            Position = position,
            EventName = SseLive.EventName,
            Event = new SseLive { Count = count, Position = position.ToString(), Complete = Log.HasEveryKey(Cursor) },
        };
    }
}
