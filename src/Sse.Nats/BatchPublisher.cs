using Microsoft.Extensions.Logging;
using NATS.Client.JetStream;

namespace Sse.Nats;

/// <summary>Appends batches: one message each, or several, one after the other, when it is too large for one.</summary>
internal sealed class BatchPublisher(LogStreams streams, ILogger logger)
{
    private PackedBatch? _inDoubt;

    /// <inheritdoc cref="ILogStore.AppendAsync"/>
    public async Task<IReadOnlyList<long>> AppendAsync(StoreBatch batch, CancellationToken cancellationToken)
    {
        // Packed once: another server may have other limits, and the same messages must be published again.
        var packed = _inDoubt is { } known && known.Id == batch.Id ? known : PackedBatch.Pack(batch, streams.MaxPayload, logger);
        _inDoubt = packed;
        var places = new long[batch.Records.Count];
        foreach (var part in packed.Parts)
        {
            var sequence = await PublishAsync(part, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < part.Records.Count; i++) places[part.Records[i]] = Places.Of(sequence, i);
        }
        _inDoubt = null;
        return places;
    }

    private async Task<ulong> PublishAsync(PackedBatch.Part part, CancellationToken cancellationToken)
    {
        var answer = await streams.PublishAsync(
            part.Completes ? streams.Names.Completing : streams.Names.Subject,
            part.Body,
            new NatsJSPubOpts { MsgId = part.Id.ToString("N"), ExpectedStream = streams.Names.Stream, RetryAttempts = 1 },
            cancellationToken).ConfigureAwait(false);
        return answer.Error is { } error ? throw Words.Refused(streams.Names, error) : answer.Seq;
    }
}
