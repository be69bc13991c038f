using System.Buffers;
using System.Security.Claims;

namespace Sse;

/// <summary>A subscription whose events leave through a sink: reads from its cursor to the tail, then waits.</summary>
internal sealed class StreamSubscription(
    ISseLog log, LogCursor cursor, SseSlowSubscriberPolicy whenSlow, ClaimsPrincipal? user, DateTimeOffset connectedAt)
    : Subscription(log, cursor, user, connectedAt, inline: true)
{
    /// <summary>What one flush carries at most.</summary>
    public const int LargestFlush = 64 * 1024;

    /// <summary>Where it is: all it had to get up to here was written.</summary>
    public SsePosition Position => new(Log.Epoch, Cursor.After);

    /// <summary>
    /// Delivers until the client is gone, the topics are complete or the subscription is closed. One loop for the whole
    /// life, so that nothing is allocated per delivery.
    /// </summary>
    /// <param name="sink">The client's way out.</param>
    /// <param name="gap">What the client must be told first, or null.</param>
    /// <returns>Why it ended; never on the thread of whoever made it end.</returns>
    public async Task<SseDisconnectReason> RunAsync(ISink sink, SseGap? gap)
    {
        try { return await DeliverAsync(sink, gap).ConfigureAwait(false); }
        finally { await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); }
    }

    private async Task<SseDisconnectReason> DeliverAsync(ISink sink, SseGap? gap)
    {
        // A gap that a reconnect meets is told, whatever the policy: else it would meet it for ever.
        var mayBeBehind = true;
        while (true)
        {
            if (Closed is { } reason) return reason;
            if (!await sink.TakeTurnAsync().ConfigureAwait(false)) return Closed ?? SseDisconnectReason.ClientGone;
            LogRead read;
            try
            {
                do
                {
                    if (gap is not null) WriteGap(sink, gap);
                    read = await Log.ReadAsync(Cursor, sink.Body, LargestFlush, CancellationToken.None).ConfigureAwait(false);
                    var written = read.Bytes > 0 || gap is not null;
                    gap = null;
                    if (written && !sink.EndFlush(await sink.StartFlush().ConfigureAwait(false))) return Closed ?? SseDisconnectReason.ClientGone;
                }
                while (read.Kind == LogReadKind.Partial);
            }
            finally
            {
                sink.ReleaseTurn();
            }

            switch (read.Kind)
            {
                case LogReadKind.Completed:
                    return SseDisconnectReason.Completed;
                case LogReadKind.Trimmed when whenSlow == SseSlowSubscriberPolicy.Disconnect && !mayBeBehind:
                    return SseDisconnectReason.TooSlow;
                case LogReadKind.Trimmed:
                    gap = Resumption.Evicted(Log, Cursor, read.Through);
                    break;
                case LogReadKind.More:
                    // Others wait for the thread.
                    await Signal.YieldAsync().ConfigureAwait(false);
                    break;
                default:
                    mayBeBehind = false;
                    await Signal.WaitAsync().ConfigureAwait(false);
                    break;
            }
        }
    }

    private static void WriteGap(ISink sink, SseGap gap)
    {
        var frame = new SseFrameWriter(stackalloc byte[512]);
        try
        {
            Resumption.WriteFrame(ref frame, gap);
            sink.Body.Write(frame.Written);
        }
        finally
        {
            frame.Dispose();
        }
    }
}
