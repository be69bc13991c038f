using System.Buffers;

namespace Sse;

/// <summary>Sends an application's own snapshot: what its delegate yields, as it comes.</summary>
internal static class OwnSnapshot
{
    private const int FlushSize = 16 * 1024;

    /// <summary>Sends it all; heartbeats may go between.</summary>
    /// <returns>False when the client is gone, or the subscription is to end.</returns>
    public static async Task<bool> WriteAsync(ISink sink, SseSnapshotSource source, StreamSubscription subscription)
    {
        var id = subscription.Position.ToString();
        var buffer = new ArrayBufferWriter<byte>(FlushSize);
        var count = 0L;
        var unsent = 0;
        var events = source(subscription.Topics, sink.Closed).GetAsyncEnumerator(sink.Closed);
        await using var ending = events.ConfigureAwait(false);
        while (true)
        {
            var next = events.MoveNextAsync().AsTask();
            var isOpen = true;
            try
            {
                if (buffer.WrittenCount > 0 && (!next.IsCompleted || buffer.WrittenCount >= FlushSize)) (isOpen, unsent) = (await SendAsync(sink, buffer, subscription, unsent).ConfigureAwait(false), 0);
            }
            finally
            {
                // Also when nobody listens any more: what is at work is not to be disposed.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            if (!isOpen || subscription.IsClosed) return false;
            if (!await next.ConfigureAwait(false)) break;
            Write(buffer, id, events.Current);
            count++;
            unsent++;
        }
        if (buffer.WrittenCount > 0 && !await SendAsync(sink, buffer, subscription, unsent).ConfigureAwait(false)) return false;
        subscription.OnOwnSnapshotWritten(count);
        return true;
    }

    private static async ValueTask<bool> SendAsync(ISink sink, ArrayBufferWriter<byte> buffer, StreamSubscription subscription, int events)
    {
        if (!await sink.TakeTurnAsync().ConfigureAwait(false)) return false;
        try
        {
            for (var sent = 0; sent < buffer.WrittenCount; sent += StreamSubscription.LargestFlush)
            {
                var rest = buffer.WrittenSpan[sent..];
                sink.Body.Write(rest[..Math.Min(StreamSubscription.LargestFlush, rest.Length)]);
                if (!sink.EndFlush(await sink.StartFlush().ConfigureAwait(false))) return false;
            }
            subscription.Meter.Delivered(events, buffer.WrittenCount, isReplay: true);
            buffer.ResetWrittenCount();
            return true;
        }
        finally
        {
            sink.ReleaseTurn();
        }
    }

    private static void Write(ArrayBufferWriter<byte> buffer, string id, SseEnvelope envelope)
    {
        var frame = new SseFrameWriter(stackalloc byte[512]);
        try
        {
            // The same place for each of them: who is cut here begins over.
            Resumption.WriteId(ref frame, id, envelope.Topic);
            envelope.WriteFrame(ref frame);
            buffer.Write(frame.Written);
        }
        finally
        {
            frame.Dispose();
        }
    }
}
