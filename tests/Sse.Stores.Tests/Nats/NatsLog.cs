using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Sse.Nats;

namespace Sse.Tests.Nats;

/// <summary>A log of its own in NATS, opened by as many processes as a test likes: each has a connection of its own.</summary>
internal sealed class NatsLog(string url, string name = "t") : IAsyncDisposable
{
    private readonly List<NatsConnection> _connections = [];

    public LogNames Names { get; } = new(name);

    /// <summary>A connection as an application that shares a log should have it.</summary>
    public NatsConnection Connect()
    {
        var connection = new NatsConnection(new NatsOpts
        {
            Url = url,
            PingInterval = TimeSpan.FromSeconds(1),
            MaxPingOut = 2,
            ReconnectWaitMin = TimeSpan.FromMilliseconds(100),
            ReconnectWaitMax = TimeSpan.FromMilliseconds(500),
        });
        lock (_connections) _connections.Add(connection);
        return connection;
    }

    public ILogStore Store(int maxEventBytes = 100_000) => new NatsLogStore(Connect(), Names, maxEventBytes, TimeProvider.System, NullLogger.Instance);

    /// <summary>Its streams, made where they aren't there.</summary>
    public Task CreateAsync(int replicas = 1) => SseNats.CreateStreamsAsync(Connect(), Names.Log, replicas, TestContext.Current.CancellationToken).Bounded();

    public NatsJSContext JetStream() => new(Connect());

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) await connection.DisposeAsync();
    }
}
