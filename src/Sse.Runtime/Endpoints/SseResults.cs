using System.Net.ServerSentEvents;

namespace Sse;

/// <summary>Results that open streams, for minimal APIs and controllers.</summary>
/// <remarks>
/// Return the concrete type (or a <c>Results&lt;…&gt;</c> of it): it carries the endpoint's metadata. The headers leave
/// when the result is executed, so that an endpoint can still answer otherwise while it decides.
/// </remarks>
public static class SseResults
{
    /// <summary>Opens a stream and runs a handler on it.</summary>
    /// <param name="handler">Publishes on the stream. Its token is <see cref="SseStream.Closed"/>; that it throws
    /// <see cref="OperationCanceledException"/> when the token has fired is a normal end.</param>
    /// <param name="options">What holds for the endpoint's streams; null takes the defaults.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    public static SseStreamResult Stream(Func<SseStream, CancellationToken, Task> handler, SseStreamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return new SseStreamResult(handler, options);
    }

    /// <summary>Streams declared events.</summary>
    /// <typeparam name="T">A type with <see cref="SseEventAttribute"/>.</typeparam>
    /// <param name="events">The events. Enumerated once per execution, with <see cref="SseStream.Closed"/> as its token.</param>
    /// <param name="options">What holds for the endpoint's streams; null takes the defaults.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> is null.</exception>
    public static SseStreamResult Stream<T>(IAsyncEnumerable<T> events, SseStreamOptions? options = null)
        where T : ISseEvent<T>
    {
        ArgumentNullException.ThrowIfNull(events);
        return new SseStreamResult(
            async (stream, closed) =>
            {
                await foreach (var value in events.WithCancellation(closed).ConfigureAwait(false))
                    await stream.PublishAsync(value, closed).ConfigureAwait(false);
            },
            options);
    }

    /// <summary>Streams declared events that have an id, a retry or a name of their own.</summary>
    /// <typeparam name="T">A type with <see cref="SseEventAttribute"/>.</typeparam>
    /// <param name="items">The events. Enumerated once per execution, with <see cref="SseStream.Closed"/> as its token.
    /// An item without an event type, which reads as <c>message</c>, has its declared name.</param>
    /// <param name="options">What holds for the endpoint's streams; null takes the defaults.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static SseStreamResult Stream<T>(IAsyncEnumerable<SseItem<T>> items, SseStreamOptions? options = null)
        where T : ISseEvent<T>
    {
        ArgumentNullException.ThrowIfNull(items);
        return new SseStreamResult(
            async (stream, closed) =>
            {
                await foreach (var item in items.WithCancellation(closed).ConfigureAwait(false))
                    await stream.PublishAsync(item, closed).ConfigureAwait(false);
            },
            options);
    }

    /// <summary>
    /// Opens a stream of a hub's events, from where the client stopped, if the client may read the hub, as <c>[Authorize]</c> on its
    /// class says, and each of the topics.
    /// </summary>
    /// <typeparam name="THub">A class with <c>[SseHub]</c>.</typeparam>
    /// <param name="hub">The hub.</param>
    /// <param name="topics">Which topics, besides what is published to the whole hub. Authorize them, or let <c>RequireTopicAuthorization</c> or the options do it.</param>
    /// <param name="options">What holds for the endpoint's streams; null takes the defaults.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hub"/> is null.</exception>
    public static SseHubResult<THub> Subscribe<THub>(THub hub, SseTopicSelection topics, SseSubscribeOptions? options = null)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new SseHubResult<THub>(hub, new AskedTopics(topics), options);
    }

    /// <summary>
    /// Opens a stream of a hub's events on one topic, from where the client stopped, if the client may read the hub, as
    /// <c>[Authorize]</c> on its class says, and the topic.
    /// </summary>
    /// <typeparam name="THub">A class with <c>[SseHub]</c>.</typeparam>
    /// <param name="hub">The hub.</param>
    /// <param name="topic">The topic, as it came: a name that is none is answered with 400. Authorize it, or let <c>RequireTopicAuthorization</c> or the options do it.</param>
    /// <param name="options">What holds for the endpoint's streams; null takes the defaults.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hub"/> or <paramref name="topic"/> is null.</exception>
    public static SseHubResult<THub> Subscribe<THub>(THub hub, string topic, SseSubscribeOptions? options = null)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(hub);
        ArgumentNullException.ThrowIfNull(topic);
        var problem = SseTopicName.Check(topic);
        return new SseHubResult<THub>(hub, problem is null ? new AskedTopics(SseTopicSelection.Of(topic)) : new AskedTopics(default, problem), options);
    }
}
