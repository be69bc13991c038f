namespace Sse;

/// <summary>Yields an application's own snapshot: the current state of some topics, read from a database for example.</summary>
/// <param name="topics">The subscriber's topics.</param>
/// <param name="cancellationToken">Fires when the subscriber is gone.</param>
/// <returns>
/// The events, made with <see cref="SseEnvelope.Of{T}"/>. They are sent as they come. What was published since just before
/// the call follows them, so it may repeat what the query saw.
/// </returns>
public delegate IAsyncEnumerable<SseEnvelope> SseSnapshotSource(SseTopicSelection topics, CancellationToken cancellationToken);
