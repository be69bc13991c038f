using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Sse;

/// <summary>
/// What carries a hub's events: the one thing that generated members call. A server or a test kit supplies it; a hub's
/// declaration needs nothing else, so it can live in a library without ASP.NET Core.
/// </summary>
/// <remarks>All members are safe to call from any thread, also while the hub is being disposed.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SseHubCore : IDisposable
{
    private const int ScratchBytes = 4096;

    [ThreadStatic]
    private static byte[]? t_scratch;

    private protected SseHubCore()
    {
    }

    /// <summary>How many subscribers the hub has.</summary>
    public abstract int SubscriberCount { get; }

    /// <summary>The position after the newest event. A subscriber that starts here gets whatever is published from here on.</summary>
    public abstract SsePosition Position { get; }

    /// <summary>Publishes an event: encodes it, hands it to the log and returns, without waiting for anyone.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <typeparam name="TFormat">How it is written: the event itself, unless it has another format here.</typeparam>
    /// <param name="topics">Where to: <see cref="SseTopicSelection.None"/> for the whole hub.</param>
    /// <param name="value">The event.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The event holds what JSON can't express, or is larger than the hub admits; or the topics are <see cref="SseTopicSelection.All"/>.
    /// </exception>
    /// <exception cref="SseTopicCompletedException">One of the topics is complete.</exception>
    /// <exception cref="SseHubStoppedException">The hub has stopped.</exception>
    public void Publish<TEvent, TFormat>(SseTopicSelection topics, TEvent value)
        where TFormat : ISseFormat<TEvent>
    {
        var scratch = TakeScratch();
        var writer = new SseFrameWriter(scratch);
        try
        {
            TFormat.WriteFrame(ref writer, value);
            Append(new SseAppend { Topics = topics, Frame = writer.Written });
        }
        finally
        {
            Return(ref writer, scratch);
        }
    }

    /// <summary>Publishes an event and tells its position, once this process has it back from the log.</summary>
    /// <inheritdoc cref="Publish"/>
    /// <param name="topics">Where to: <see cref="SseTopicSelection.None"/> for the whole hub.</param>
    /// <param name="value">The event.</param>
    /// <param name="cancellationToken">Ends the wait. The event may be published all the same.</param>
    /// <returns>The position after this event. All but errors of the arguments come through it.</returns>
    public ValueTask<SsePosition> PublishAsync<TEvent, TFormat>(SseTopicSelection topics, TEvent value, CancellationToken cancellationToken = default)
        where TFormat : ISseFormat<TEvent>
    {
        var scratch = TakeScratch();
        var writer = new SseFrameWriter(scratch);
        try
        {
            TFormat.WriteFrame(ref writer, value);
            return AppendAwaitedAsync(new SseAppend { Topics = topics, Frame = writer.Written, CancellationToken = cancellationToken });
        }
        finally
        {
            Return(ref writer, scratch);
        }
    }

    /// <summary>Publishes an event that has a key: it supersedes the older one of the same topic and key.</summary>
    /// <inheritdoc cref="Publish"/>
    /// <exception cref="ArgumentException">As for an event without a key; or there are several topics, or a member of the key is null.</exception>
    public void PublishKeyed<TEvent, TFormat>(SseTopicSelection topics, TEvent value)
        where TFormat : ISseFormat<TEvent>, ISseKeyed<TEvent>
    {
        var scratch = TakeScratch();
        var writer = new SseFrameWriter(scratch);
        try
        {
            TFormat.WriteFrame(ref writer, value);
            var length = writer.Written.Length;
            TFormat.WriteKey(ref writer, value);
            Append(new SseAppend { Topics = topics, Frame = writer.Written[..length], Key = writer.Written[length..], IsKeyed = true, IsRemoval = TFormat.IsRemoval });
        }
        finally
        {
            Return(ref writer, scratch);
        }
    }

    /// <summary>Publishes an event that has a key, and tells its position.</summary>
    /// <inheritdoc cref="PublishAsync"/>
    /// <exception cref="ArgumentException">As for an event without a key; or there are several topics, or a member of the key is null.</exception>
    public ValueTask<SsePosition> PublishKeyedAsync<TEvent, TFormat>(SseTopicSelection topics, TEvent value, CancellationToken cancellationToken = default)
        where TFormat : ISseFormat<TEvent>, ISseKeyed<TEvent>
    {
        var scratch = TakeScratch();
        var writer = new SseFrameWriter(scratch);
        try
        {
            TFormat.WriteFrame(ref writer, value);
            var length = writer.Written.Length;
            TFormat.WriteKey(ref writer, value);
            return AppendAwaitedAsync(new SseAppend
            {
                Topics = topics,
                Frame = writer.Written[..length],
                Key = writer.Written[length..],
                IsKeyed = true,
                IsRemoval = TFormat.IsRemoval,
                CancellationToken = cancellationToken,
            });
        }
        finally
        {
            Return(ref writer, scratch);
        }
    }

    /// <summary>Reads the newest event of a key, as this process knows it.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <typeparam name="TFormat">How it is read.</typeparam>
    /// <param name="topics">One topic, or <see cref="SseTopicSelection.None"/> for the whole hub.</param>
    /// <param name="key">The key's bytes, as <see cref="ISseKeyed{T}"/> writes them.</param>
    /// <param name="value">The event, when the answer is true.</param>
    /// <param name="position">The hub's position at that moment.</param>
    /// <returns>False when the key was never published, was removed, or is no longer retained.</returns>
    public bool TryGetLatest<TEvent, TFormat>(SseTopicSelection topics, scoped ReadOnlySpan<byte> key, [NotNullWhen(true)] out TEvent? value, out SsePosition position)
        where TFormat : ISseReadable<TEvent>
    {
        var scratch = TakeScratch();
        var data = new SseFrameWriter(scratch);
        try
        {
            var found = TryReadLatest(topics, key, ref data, out position);
            value = found ? TFormat.Read(data.Written) : default;
            return found;
        }
        finally
        {
            Return(ref data, scratch);
        }
    }

    /// <summary>Reads the newest event of each key of some topics, as this process knows them, at one moment.</summary>
    /// <param name="topics">Which topics, besides what is published to the whole hub.</param>
    public abstract SseLatest GetLatest(SseTopicSelection topics);

    /// <summary>
    /// Ends topics for good: their readers get what is left and the sign not to come back. Completing twice changes nothing.
    /// </summary>
    /// <param name="topics">The topics, at least one.</param>
    /// <exception cref="ArgumentException">No topic is named.</exception>
    /// <exception cref="SseHubStoppedException">The hub has stopped.</exception>
    public abstract void Complete(SseTopicSelection topics);

    /// <summary>Ends open streams. Their clients come back, and are authorized again.</summary>
    /// <param name="topics">Whose streams: those that read one of these topics. None and all mean every stream.</param>
    /// <param name="which">Which of them; null for each. Called under no lock.</param>
    /// <param name="forGood">Whether their clients are told not to come back.</param>
    /// <returns>How many streams were told to end.</returns>
    public abstract int Disconnect(SseTopicSelection topics, Predicate<SseSubscriber>? which = null, bool forGood = false);

    /// <summary>Ends the streams of whoever has a claim, in every process that reads the hub's log.</summary>
    /// <param name="type">The claim's type.</param>
    /// <param name="value">Its value; compared ordinally.</param>
    /// <param name="forGood">Whether their clients are told not to come back.</param>
    /// <returns>How many streams of this process were told to end.</returns>
    public abstract int DisconnectClaim(string type, string value, bool forGood);

    /// <summary>How many subscribers read at least one of the topics. Readers of all topics count for each.</summary>
    /// <param name="topics">The topics. None and all mean every subscriber.</param>
    public abstract int CountSubscribers(SseTopicSelection topics);

    /// <summary>Reads the hub's events within the process, by the same rules as a client.</summary>
    /// <param name="topics">Which topics, besides what is published to the whole hub.</param>
    /// <param name="from">Where to begin. For <see cref="SseStart.Now"/> that is when the enumeration begins.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Events and gaps. Ends when all of the topics are complete, when disconnected, and when the hub stops.</returns>
    public abstract IAsyncEnumerable<SseHubMessage> ReadAllAsync(SseTopicSelection topics, SseStart from, CancellationToken cancellationToken = default);

    /// <summary>Stops the hub: streams end, and publishing throws <see cref="SseHubStoppedException"/>. Safe to call twice.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Hands an event to the log and returns.</summary>
    /// <param name="append">The event. What it spans is valid during the call.</param>
    internal abstract void Append(scoped in SseAppend append);

    /// <summary>Hands an event to the log; completes with the position after it once this process has it back.</summary>
    /// <param name="append">The event. What it spans is valid until the call returns, not until the task completes.</param>
    internal abstract ValueTask<SsePosition> AppendAsync(scoped in SseAppend append);

    /// <summary>Copies the data of the newest event of a key.</summary>
    internal abstract bool TryReadLatest(SseTopicSelection topics, scoped ReadOnlySpan<byte> key, ref SseFrameWriter data, out SsePosition position);

    /// <summary>Stops the hub.</summary>
    /// <param name="disposing">Whether managed resources are to be released.</param>
    protected abstract void Dispose(bool disposing);

    // Errors of the arguments at once, everything else through the task.
    private ValueTask<SsePosition> AppendAwaitedAsync(scoped in SseAppend append)
    {
        try { return AppendAsync(append); }
        catch (Exception exception) when (exception is not ArgumentException) { return ValueTask.FromException<SsePosition>(exception); }
    }

    // Taken, not borrowed: an event whose getter publishes another one must not write over the first.
    private static byte[] TakeScratch()
    {
        var scratch = t_scratch ?? new byte[ScratchBytes];
        t_scratch = null;
        return scratch;
    }

    private static void Return(ref SseFrameWriter writer, byte[] scratch)
    {
        writer.Dispose();
        t_scratch = scratch;
    }
}
