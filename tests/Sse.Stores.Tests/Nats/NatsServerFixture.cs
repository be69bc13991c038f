namespace Sse.Tests.Nats;

/// <summary>One server for the tests of a class, in which each has a log of its own.</summary>
public sealed class NatsServerFixture : IAsyncLifetime
{
    private NatsServers? _servers;

    internal string Url => _servers!.Url;

    public async ValueTask InitializeAsync() => _servers = await NatsServers.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_servers is not null) await _servers.DisposeAsync();
    }
}
