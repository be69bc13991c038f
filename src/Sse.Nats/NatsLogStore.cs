using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace Sse.Nats;

/// <summary>A log in a stream of NATS JetStream, which any number of processes append to: each batch is one message as a rule.</summary>
internal sealed class NatsLogStore : ILogStore
{
    private readonly LogStreams _streams;
    private readonly LogEpoch _epochs;
    private readonly LogCompletions _completions;
    private readonly PurgedByUs _purged = new();
    private readonly BatchPublisher _publisher;
    private readonly LogTail _tail;
    private readonly LogPages _pages;
    private readonly Trimming _trimming;
    private readonly int _maxEventBytes;
    private readonly TimeProvider _time;

    /// <summary>Creates the store.</summary>
    /// <param name="connection">The connection, which stays its owner's.</param>
    /// <param name="names">The log.</param>
    /// <param name="maxEventBytes">The largest event that the hub admits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of what can't be read.</param>
    public NatsLogStore(INatsConnection connection, LogNames names, int maxEventBytes, TimeProvider time, ILogger logger)
    {
        (_maxEventBytes, _time) = (maxEventBytes, time);
        _streams = new LogStreams(connection, names);
        _epochs = new LogEpoch(_streams);
        _completions = new LogCompletions(_streams);
        _publisher = new BatchPublisher(_streams, logger);
        var leader = new LeaderCheck(_streams);
        _tail = new LogTail(_streams, _epochs, leader, _purged, logger);
        _pages = new LogPages(_streams, leader);
        _trimming = new Trimming(_streams, _epochs, _completions, _purged);
    }

    public StoreTraits Traits { get; } = new() { ForgetsKeys = true };

    public async ValueTask<StoredLog> OpenAsync(CancellationToken cancellationToken)
    {
        await _streams.ConnectAsync(cancellationToken).ConfigureAwait(false);
        EventSize.Check(_streams, _maxEventBytes);
        return await LogStreams.BeginAsync(OpenOnceAsync, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<StoredPlace> GetNewestAsync(CancellationToken cancellationToken)
    {
        var log = await _streams.GetLogAsync(cancellationToken).ConfigureAwait(false);
        return await FindNewestAsync(log, await _epochs.OfAsync(log, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<long>> AppendAsync(StoreBatch batch, CancellationToken cancellationToken) =>
        await _publisher.AppendAsync(batch, cancellationToken).ConfigureAwait(false);

    public IAsyncEnumerable<IReadOnlyList<StoredRecord>> TailAsync(StoredPlace after, CancellationToken cancellationToken) =>
        _tail.ReadAsync(after, _time, cancellationToken);

    public async ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(long after, int limit, CancellationToken cancellationToken) =>
        await _pages.ReadAsync(after, limit, cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> TrimAsync(StoreTrim trim, CancellationToken cancellationToken) =>
        await _trimming.TrimAsync(trim, cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<StoredLog> OpenOnceAsync(CancellationToken cancellationToken)
    {
        var state = await _streams.FindAsync(_streams.Names.State, cancellationToken).ConfigureAwait(false) ?? throw Words.NoStream(_streams.Names, _streams.Names.State);
        StreamFitness.CheckState(_streams.Names, state.Config);
        var log = await _streams.GetLogAsync(cancellationToken).ConfigureAwait(false);
        StreamFitness.CheckLog(_streams.Names, log.Config);

        var epoch = await _epochs.OfAsync(log, cancellationToken).ConfigureAwait(false);
        // Read after the log was asked for its first, so that none is missing; of those that are still in the log, the tail tells.
        var completions = await _completions.ReadAsync(epoch, cancellationToken).ConfigureAwait(false);
        var newest = await FindNewestAsync(log, epoch, cancellationToken).ConfigureAwait(false);
        _purged.FirstAtOpening = Math.Max(log.State.FirstSeq, 1);
        var gone = log.State.FirstSeq > 1 ? Places.LastOf(log.State.FirstSeq - 1) : 0;
        return new StoredLog
        {
            Epoch = epoch,
            Newest = newest.Position,
            Topics = [.. completions.Where(topic => topic.CompletedAt <= gone)],
            // Which topics lost something isn't known, nor what superseded it: any may have.
            Others = new StoredTopic { Lost = gone, LostLatest = gone, LostKey = gone, Superseder = gone > 0 ? newest.Position : 0 },
        };
    }

    private async Task<StoredPlace> FindNewestAsync(StreamInfo log, string epoch, CancellationToken cancellationToken)
    {
        if (log.State.LastSeq == 0) return new StoredPlace(epoch, 0, Tag: null);
        if (log.State.Messages > 0 && await _streams.GetMessageAsync(log.State.LastSeq, cancellationToken).ConfigureAwait(false) is { } message)
        {
            var records = MessageReader.Read(message.Body, message.Sequence, out _);
            return new StoredPlace(epoch, records[^1].Position, records[^1].Tag);
        }
        // Somebody purged all of it.
        return new StoredPlace(epoch, Places.LastOf(log.State.LastSeq), Tag: null);
    }
}
