using System.Globalization;
using System.Threading.Channels;
using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace Sse.Nats;

/// <summary>
/// Gives the messages of a log from a place on, in order and without a gap, or ends with an exception: a consumer that the
/// server keeps in memory and pushes from, with a heartbeat. Nothing is acknowledged: who loses something opens another.
/// </summary>
internal sealed class MessageFeed : IAsyncDisposable
{
    private const int MostWaiting = 1 << 17;
    private const int Status = 100;
    private const string LastConsumer = "Nats-Last-Consumer";
    private const string Stalled = "Nats-Consumer-Stalled";
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Outlives = TimeSpan.FromSeconds(10);

    private readonly LogStreams _streams;
    private readonly INatsSub<byte[]> _subscription;
    private readonly ConsumerInfo _consumer;
    private ulong _delivered;

    private MessageFeed(LogStreams streams, INatsSub<byte[]> subscription, ConsumerInfo consumer)
    {
        (_streams, _subscription, _consumer) = (streams, subscription, consumer);
        HasMessages = consumer.NumPending > 0 || consumer.Delivered.ConsumerSeq > 0;
    }

    /// <summary>Whether there were any to give when it was opened.</summary>
    public bool HasMessages { get; }

    /// <summary>Opens one.</summary>
    /// <param name="streams">Where.</param>
    /// <param name="from">The place of the first message, or of the one before which all are gone.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<MessageFeed> OpenAsync(LogStreams streams, ulong from, CancellationToken cancellationToken)
    {
        // No inbox of the connection: its messages are told apart by their subject, which here is the one they were published to.
        var inbox = $"{streams.Connection.Opts.InboxPrefix}.sse{Guid.NewGuid():N}";
        // What doesn't fit is dropped, and missed by its number: the connection, which others use too, must not wait.
        var options = new NatsSubOpts { IdleTimeout = LongestSilence, ChannelOpts = new NatsSubChannelOpts { Capacity = MostWaiting, FullMode = BoundedChannelFullMode.DropNewest } };
        var subscription = await streams.Connection.SubscribeCoreAsync(inbox, serializer: NatsRawSerializer<byte[]>.Default, opts: options, cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            var consumer = await streams.CreateConsumerAsync(
                new ConsumerConfig
                {
                    DeliverSubject = inbox,
                    DeliverPolicy = ConsumerConfigDeliverPolicy.ByStartSequence,
                    OptStartSeq = Math.Max(from, 1),
                    AckPolicy = ConsumerConfigAckPolicy.None,
                    MaxDeliver = 1,
                    FlowControl = true,
                    IdleHeartbeat = Heartbeat,
                    InactiveThreshold = Outlives,
                    MemStorage = true,
                    NumReplicas = 1,
                },
                cancellationToken).ConfigureAwait(false);
            return new MessageFeed(streams, subscription, consumer);
        }
        catch
        {
            await subscription.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for the next message.</summary>
    /// <returns>Null when there was none for a heartbeat.</returns>
    /// <exception cref="IOException">Messages got lost, or the server was silent for too long.</exception>
    public async ValueTask<LogMessage?> NextAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (TryTake(out var message, out var wasIdle)) return message;
            if (wasIdle) return null;
        }
        while (await _subscription.Msgs.WaitToReadAsync(cancellationToken).ConfigureAwait(false));
        throw new IOException($"NATS sent neither messages nor heartbeats of the log '{_streams.Names.Log}' for {LongestSilence.TotalSeconds} seconds.");
    }

    /// <summary>Takes the next message if it is here.</summary>
    /// <exception cref="IOException">Messages got lost.</exception>
    public bool TryTake(out LogMessage message) => TryTake(out message, out _);

    public async ValueTask DisposeAsync()
    {
        await _subscription.DisposeAsync().ConfigureAwait(false);
        _ = _streams.EndConsumerAsync(_consumer.Name!);
    }

    private bool TryTake(out LogMessage message, out bool wasIdle)
    {
        (message, wasIdle) = (default, false);
        while (_subscription.Msgs.TryRead(out var received))
        {
            if (received.Headers is { Code: > 0 } headers)
            {
                Heed(headers, received.ReplyTo);
                wasIdle = received.ReplyTo is null;
                continue;
            }
            message = Read(received);
            return true;
        }
        return false;
    }

    private LogMessage Read(in NatsMsg<byte[]> received)
    {
        // $JS.ACK.stream.consumer.delivered.sequence.number.time.pending, newer servers with more in it before and behind.
        var parts = received.ReplyTo?.Split('.') ?? [];
        var first = parts.Length > 9 ? 4 : 2;
        if (parts.Length < 9
            || !ulong.TryParse(parts[first + 3], CultureInfo.InvariantCulture, out var sequence)
            || !ulong.TryParse(parts[first + 4], CultureInfo.InvariantCulture, out var number)
            || !ulong.TryParse(parts[first + 6], CultureInfo.InvariantCulture, out var pending))
            throw new IOException($"What NATS sent of the log '{_streams.Names.Log}' isn't a message of its stream.");
        if (number != _delivered + 1) throw Lost();
        _delivered = number;
        return new LogMessage(sequence, received.Data, pending == 0);
    }

    private void Heed(NatsHeaders headers, string? replyTo)
    {
        if (headers.Code != Status) throw new IOException($"NATS ended the reading of the log '{_streams.Names.Log}': {headers.MessageText} ({headers.Code}).");
        if (headers.TryGetLastValue(LastConsumer, out var last) && ulong.TryParse(last, CultureInfo.InvariantCulture, out var number) && number > _delivered) throw Lost();
        if (replyTo is not null) Reply(replyTo);
        if (headers.TryGetLastValue(Stalled, out var stalled)) Reply(stalled);
    }

    // The server goes on sending when it hears that what it sent has been taken.
    private async void Reply(string subject)
    {
        try { await _streams.Connection.PublishAsync(subject).ConfigureAwait(false); }
        catch (Exception exception) when (exception is NatsException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            // It asks again with its next heartbeat.
        }
    }

    private IOException Lost() => new($"Messages of the log '{_streams.Names.Log}' got lost on their way from NATS; they are read again.");
}
