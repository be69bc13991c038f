using System.Buffers;
using System.Runtime.CompilerServices;

namespace Sse;

/// <summary>A subscription within the process: the same cursor, typed events instead of bytes.</summary>
internal sealed class LocalSubscription(ISseLog log, LogCursor cursor, SseEventReader reader, DateTimeOffset connectedAt)
    : Subscription(log, cursor, user: null, connectedAt, inline: false)
{
    private const int ReadSize = 16 * 1024;

    /// <summary>Reads until the topics are complete or the subscription is closed.</summary>
    /// <param name="gap">What is told first, or null.</param>
    /// <param name="cancellationToken">Ends it with <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<SseHubMessage> ReadAsync(SseGap? gap, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cancelled = cancellationToken.UnsafeRegister(static self => ((Subscription)self!).Wake(), this);
        await using var registration = cancelled.ConfigureAwait(false);
        var bytes = new ArrayBufferWriter<byte>();
        var messages = new List<SseHubMessage>();
        if (gap is not null) yield return Message(gap);
        while (Closed is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = await Log.ReadAsync(Cursor, bytes, ReadSize, cancellationToken).ConfigureAwait(false);
            if (read.Kind == LogReadKind.Partial) continue;
            if (read.Kind == LogReadKind.Trimmed)
            {
                yield return Message(Resumption.Evicted(Log, Cursor, read.Through));
                continue;
            }
            TakeApart(bytes.WrittenSpan, messages);
            bytes.ResetWrittenCount();
            foreach (var message in messages)
            {
                if (Closed is not null) yield break;
                cancellationToken.ThrowIfCancellationRequested();
                yield return message;
            }
            messages.Clear();
            if (read.Kind == LogReadKind.Completed) yield break;
            if (read.Kind == LogReadKind.Tail) await Signal.WaitAsync().ConfigureAwait(false);
        }
    }

    private static SseHubMessage Message(SseGap gap) => new(SsePosition.Parse(gap.Resumed), Topic: null, SseGap.EventName, gap);

    private void TakeApart(ReadOnlySpan<byte> frames, List<SseHubMessage> messages)
    {
        var frame = new FrameReader(frames);
        while (frame.MoveNext())
        {
            if (!SsePosition.TryParse(frame.Id, out var position, out var topic)) throw new InvalidOperationException($"The log's own id '{frame.Id}' can't be read.");
            var known = reader(frame.Name, frame.Data, out var value);
            messages.Add(new(position, topic, frame.Name, known ? value : null));
        }
    }
}
