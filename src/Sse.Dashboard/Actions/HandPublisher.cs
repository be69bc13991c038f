namespace Sse;

/// <summary>Publishes what somebody has typed, when the hub has an event that reads so.</summary>
internal static class HandPublisher
{
    /// <summary>Publishes it.</summary>
    /// <param name="watched">The hub.</param>
    /// <param name="topics">One topic, or none for the whole hub.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="data">Its data, which goes out as it is.</param>
    /// <param name="cancellationToken">Ends the wait for the position.</param>
    /// <returns>The position after it, when this process has it back from the log.</returns>
    /// <exception cref="ArgumentException">The hub has no such event, the data is none of it, or the hub's events don't go there.</exception>
    public static ValueTask<SsePosition> PublishAsync(WatchedHub watched, SseTopicSelection topics, string name, byte[] data, CancellationToken cancellationToken)
    {
        if (watched.Contract?.Topics is "required" && topics.Count == 0) throw new ArgumentException("Name a topic: nothing is published to all readers of this hub.", nameof(topics));
        if (watched.Contract?.Topics is "none" && topics.Count > 0) throw new ArgumentException("Name no topic: this hub has none.", nameof(topics));
        var hub = watched.Hosted;
        if (data.AsSpan().IndexOf((byte)0) >= 0 || !IsUtf8(data)) throw new ArgumentException("The data is no text in UTF-8.", nameof(data));
        if (!TryRead(hub, name, data, out var value)) throw new ArgumentException($"The hub has no event '{name}', or none that can be read.", nameof(name));
        var writer = new SseFrameWriter(stackalloc byte[512]);
        try
        {
            new SseRawEvent(data) { Event = new SseEventName(name) }.WriteFrame(ref writer);
            var length = writer.Written.Length;
            var isKeyed = hub.TryWriteKey(value!, ref writer, out var isRemoval);
            return hub.Core.AppendAsync(new SseAppend
            {
                Topics = topics,
                Frame = writer.Written[..length],
                Key = isKeyed ? writer.Written[length..] : default,
                IsKeyed = isKeyed,
                IsRemoval = isRemoval,
                CancellationToken = cancellationToken,
            });
        }
        finally
        {
            writer.Dispose();
        }
    }

    // What a reader throws is an error of what was typed, of whatever type it is.
    private static bool TryRead(IHostedHub hub, string name, byte[] data, out object? value)
    {
        try { return hub.TryRead(name, data, out value); }
        catch (Exception exception) { throw new ArgumentException($"This is no {name}: {exception.Message}", nameof(data), exception); }
    }

    private static bool IsUtf8(ReadOnlySpan<byte> data) => System.Text.Unicode.Utf8.IsValid(data);
}
