using NATS.Client.Core;

namespace Sse;

/// <summary>Makes what logs in NATS JetStream need.</summary>
public static class SseNats
{
    /// <summary>
    /// Makes the streams of a hub's log, where they aren't there, and checks them where they are. Called once, when an
    /// application is set up, by whoever may make streams; not by each node at its start.
    /// </summary>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <param name="connection">A connection with NATS.</param>
    /// <param name="replicas">How many servers have each stream: 1, or 3 or 5 of a cluster.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="replicas"/> is below 1 or above 5.</exception>
    /// <exception cref="SseStoreException">NATS doesn't answer or refuses, or a stream of that name can't be a log. The message says what to do.</exception>
    public static Task CreateStreamsAsync<THub>(INatsConnection connection, int replicas = 1, CancellationToken cancellationToken = default)
        where THub : SseHub, ISseHub<THub> =>
        CreateStreamsAsync(connection, typeof(THub).Name, replicas, cancellationToken);

    /// <summary>Makes the streams of a log that is named in <c>UseNats</c>.</summary>
    /// <param name="connection">A connection with NATS.</param>
    /// <param name="log">The log's name. Its streams are named <c>SSE_</c> and the name, with <c>_S</c> behind it for the second; what is no ASCII letter or digit is encoded.</param>
    /// <param name="replicas">How many servers have each stream: 1, or 3 or 5 of a cluster.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException"><paramref name="log"/> is empty or too long.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="replicas"/> is below 1 or above 5.</exception>
    /// <exception cref="SseStoreException">NATS doesn't answer or refuses, or a stream of that name can't be a log. The message says what to do.</exception>
    public static Task CreateStreamsAsync(INatsConnection connection, string log, int replicas = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrWhiteSpace(log);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicas, 5);
        return Nats.LogSetUp.CreateAsync(connection, new Nats.LogNames(log), replicas, cancellationToken);
    }
}
