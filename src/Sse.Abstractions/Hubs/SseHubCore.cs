using System.ComponentModel;

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
        var frame = new SseFrameWriter(scratch);
        try
        {
            TFormat.WriteFrame(ref frame, value);
            Append(topics, ref frame);
        }
        finally
        {
            frame.Dispose();
            t_scratch = scratch;
        }
    }

    /// <summary>
    /// Publishes an event and tells its position, once this process has it back from the log. What is wrong with the
    /// arguments is thrown at once; every other failure comes through the task.
    /// </summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <typeparam name="TFormat">How it is written: the event itself, unless it has another format here.</typeparam>
    /// <param name="topics">Where to: <see cref="SseTopicSelection.None"/> for the whole hub.</param>
    /// <param name="value">The event.</param>
    /// <param name="cancellationToken">Ends the wait. The event may be published all the same.</param>
    /// <returns>The position after this event.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The event holds what JSON can't express, or is larger than the hub admits; or the topics are <see cref="SseTopicSelection.All"/>.
    /// </exception>
    /// <exception cref="SseTopicCompletedException">One of the topics is complete.</exception>
    /// <exception cref="SseHubStoppedException">The hub has stopped.</exception>
    public ValueTask<SsePosition> PublishAsync<TEvent, TFormat>(SseTopicSelection topics, TEvent value, CancellationToken cancellationToken = default)
        where TFormat : ISseFormat<TEvent>
    {
        var scratch = TakeScratch();
        var frame = new SseFrameWriter(scratch);
        try
        {
            TFormat.WriteFrame(ref frame, value);
            return AppendAsync(topics, ref frame, cancellationToken);
        }
        catch (Exception exception) when (exception is not ArgumentException) { return ValueTask.FromException<SsePosition>(exception); }
        finally
        {
            frame.Dispose();
            t_scratch = scratch;
        }
    }

    /// <summary>Publishes an event that supersedes the one before it of the same key; otherwise as <see cref="Publish"/>.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <typeparam name="TFormat">How it and its key are written.</typeparam>
    /// <param name="topics">Where to: <see cref="SseTopicSelection.None"/> for the whole hub.</param>
    /// <param name="value">The event.</param>
    public void PublishKeyed<TEvent, TFormat>(SseTopicSelection topics, TEvent value)
        where TFormat : ISseFormat<TEvent>, ISseKeyed<TEvent> => Publish<TEvent, TFormat>(topics, value);

    /// <summary>Publishes an event that supersedes the one before it of the same key; otherwise as <see cref="PublishAsync"/>.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <typeparam name="TFormat">How it and its key are written.</typeparam>
    /// <param name="topics">Where to: <see cref="SseTopicSelection.None"/> for the whole hub.</param>
    /// <param name="value">The event.</param>
    /// <param name="cancellationToken">Ends the wait. The event may be published all the same.</param>
    /// <returns>The position after this event.</returns>
    public ValueTask<SsePosition> PublishKeyedAsync<TEvent, TFormat>(SseTopicSelection topics, TEvent value, CancellationToken cancellationToken = default)
        where TFormat : ISseFormat<TEvent>, ISseKeyed<TEvent> => PublishAsync<TEvent, TFormat>(topics, value, cancellationToken);

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
    /// <returns>How many streams were told to end.</returns>
    public abstract int Disconnect(SseTopicSelection topics, Predicate<SseSubscriber>? which = null);

    /// <summary>How many subscribers read at least one of the topics. Readers of all topics count for each.</summary>
    /// <param name="topics">The topics. None and all mean every subscriber.</param>
    public abstract int CountSubscribers(SseTopicSelection topics);

    /// <summary>Reads the hub's events within the process, by the same rules as a client.</summary>
    /// <param name="topics">Which topics, besides what is published to the whole hub.</param>
    /// <param name="from">Where to begin. For <see cref="SseStart.Now"/> that is when the enumeration begins.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Events and gaps. Ends when all of the topics are complete, when disconnected, and when the hub stops.</returns>
    public abstract IAsyncEnumerable<SseHubMessage> SubscribeAsync(SseTopicSelection topics, SseStart from, CancellationToken cancellationToken = default);

    /// <summary>Stops the hub: streams end, and publishing throws <see cref="SseHubStoppedException"/>. Safe to call twice.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Appends a frame to the log.</summary>
    /// <param name="topics">Where to.</param>
    /// <param name="frame">Holds event and data of one block. Only valid during the call.</param>
    protected abstract void Append(SseTopicSelection topics, ref SseFrameWriter frame);

    /// <summary>Appends a frame to the log and tells its position.</summary>
    /// <param name="topics">Where to.</param>
    /// <param name="frame">Holds event and data of one block. Only valid until the call returns, not until it completes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    protected abstract ValueTask<SsePosition> AppendAsync(SseTopicSelection topics, ref SseFrameWriter frame, CancellationToken cancellationToken);

    /// <summary>Stops the hub.</summary>
    /// <param name="disposing">Whether managed resources are to be released.</param>
    protected abstract void Dispose(bool disposing);

    // Taken, not borrowed: an event whose getter publishes another one must not write over the first.
    private static byte[] TakeScratch()
    {
        var scratch = t_scratch ?? new byte[ScratchBytes];
        t_scratch = null;
        return scratch;
    }
}
