using System.Net.ServerSentEvents;

namespace Sse;

/// <summary>
/// One request's stream of events, open from before its handler runs until the handler has returned. Publishing
/// encodes the event, writes it and flushes it: when the task is done, the server has it on its way.
/// </summary>
/// <remarks>
/// Safe from several tasks at once; events leave whole and in the order in which they were published. Waiting for a
/// slow client is waiting for the publish. A publish that fails for its arguments throws at once and leaves the stream as
/// it was; every other failure comes through the task.
/// </remarks>
public sealed class SseStream
{
    private const int Scratch = 512;
    private readonly HandlerConnection _connection;

    internal SseStream(HandlerConnection connection, string lastEventId)
    {
        _connection = connection;
        LastEventId = lastEventId;
    }

    /// <summary>The id the client asks to resume after; empty when there is none. See <see cref="SseRequestExtensions.GetLastEventId"/>.</summary>
    public string LastEventId { get; }

    /// <summary>
    /// Fires when the client is gone, when the host begins to shut down, and when the handler has returned. Publishing
    /// throws from then on. It is the token that the handler is given.
    /// </summary>
    public CancellationToken Closed => _connection.Closed;

    /// <summary>Publishes a declared event.</summary>
    /// <typeparam name="T">A type with <see cref="SseEventAttribute"/>.</typeparam>
    /// <param name="value">The event.</param>
    /// <param name="cancellationToken">Ends the wait for events published before. An event that is being written is
    /// written to its end.</param>
    /// <returns>A task that is done when the event is flushed.</returns>
    /// <exception cref="ArgumentException">The event holds what JSON can't express; nothing was written.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Closed"/> has fired, and is the exception's token; or
    /// <paramref name="cancellationToken"/> has.</exception>
    public ValueTask PublishAsync<T>(T value, CancellationToken cancellationToken = default)
        where T : ISseEvent<T> => PublishAsync(value, default, cancellationToken);

    /// <summary>Publishes a declared event with an id or a retry.</summary>
    /// <typeparam name="T">A type with <see cref="SseEventAttribute"/>.</typeparam>
    /// <param name="value">The event.</param>
    /// <param name="options">What goes with it.</param>
    /// <param name="cancellationToken">Ends the wait for events published before. An event that is being written is
    /// written to its end.</param>
    /// <returns>A task that is done when the event is flushed.</returns>
    /// <exception cref="ArgumentException">The event holds what JSON can't express, or the retry is negative; nothing was written.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Closed"/> has fired, and is the exception's token; or
    /// <paramref name="cancellationToken"/> has.</exception>
    public ValueTask PublishAsync<T>(T value, SsePublishOptions options, CancellationToken cancellationToken = default)
        where T : ISseEvent<T>
    {
        var writer = new SseFrameWriter(stackalloc byte[Scratch]);
        try
        {
            writer.WriteId(options.Id);
            writer.WriteRetry(options.Retry);
            T.WriteFrame(ref writer, value);
            return SendAsync(writer.Written, options.Id, cancellationToken);
        }
        catch (Exception exception) when (exception is not ArgumentException) { return ValueTask.FromException(exception); }
        finally { writer.Dispose(); }
    }

    /// <summary>Publishes an event that is not declared.</summary>
    /// <param name="value">The event: name, data of any text, id, retry.</param>
    /// <param name="cancellationToken">Ends the wait for events published before. An event that is being written is
    /// written to its end.</param>
    /// <returns>A task that is done when the event is flushed.</returns>
    /// <exception cref="ArgumentException">The data is text with half of a surrogate pair, or bytes that are not UTF-8,
    /// or the retry is negative; nothing was written.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Closed"/> has fired, and is the exception's token; or
    /// <paramref name="cancellationToken"/> has.</exception>
    public ValueTask PublishAsync(SseRawEvent value, CancellationToken cancellationToken = default)
    {
        var writer = new SseFrameWriter(stackalloc byte[Scratch]);
        try
        {
            value.WriteFrame(ref writer);
            return SendAsync(writer.Written, value.Id, cancellationToken);
        }
        catch (Exception exception) when (exception is not ArgumentException) { return ValueTask.FromException(exception); }
        finally { writer.Dispose(); }
    }

    /// <summary>Sends a comment, which clients ignore. Heartbeats are sent without it.</summary>
    /// <param name="text">Any text; each of its lines becomes a comment line.</param>
    /// <param name="cancellationToken">Ends the wait for events published before.</param>
    /// <returns>A task that is done when the comment is flushed.</returns>
    /// <exception cref="ArgumentException">The text has half of a surrogate pair; nothing was written.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Closed"/> has fired, and is the exception's token; or
    /// <paramref name="cancellationToken"/> has.</exception>
    public ValueTask CommentAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var writer = new SseFrameWriter(stackalloc byte[Scratch]);
        try
        {
            writer.WriteComment(text);
            writer.EndBlock();
            return SendAsync(writer.Written, default, cancellationToken, isEvent: false);
        }
        catch (Exception exception) when (exception is not ArgumentException) { return ValueTask.FromException(exception); }
        finally { writer.Dispose(); }
    }

    internal ValueTask PublishAsync<T>(SseItem<T> item, CancellationToken cancellationToken)
        where T : ISseEvent<T>
    {
        var writer = new SseFrameWriter(stackalloc byte[Scratch]);
        try
        {
            SseId id = item.EventId;
            writer.WriteId(id);
            writer.WriteRetry(item.ReconnectionInterval);
            ItemFrame.Write(ref writer, item);
            return SendAsync(writer.Written, id, cancellationToken);
        }
        catch (Exception exception) when (exception is not ArgumentException) { return ValueTask.FromException(exception); }
        finally { writer.Dispose(); }
    }

    // Throws nothing: only what is wrong with an event is thrown at once.
    private ValueTask SendAsync(ReadOnlySpan<byte> block, SseId id, CancellationToken cancellationToken, bool isEvent = true)
    {
        // The stream's own token first: a handler tells a normal end by it.
        if (Closed.IsCancellationRequested) return ValueTask.FromCanceled(Closed);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        try
        {
            return _connection.WriteAsync(block, id.HasValue ? id.ToString() : null, isEvent, cancellationToken);
        }
        catch (Exception exception) { return ValueTask.FromException(exception); }
    }
}
