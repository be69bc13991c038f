using Sse.Tests.Nats;
using Sse.Tests.Postgres;

namespace Sse.Tests.Chaos;

/// <summary>An engine that is killed and frozen.</summary>
internal abstract class ChaosEngine : IAsyncDisposable
{
    /// <summary>What a node calls it.</summary>
    public abstract string Name { get; }

    /// <summary>How a node finds it.</summary>
    public abstract string Connection { get; }

    public abstract Task KillAsync();

    public abstract Task RestartAsync();

    public abstract Task FreezeAsync();

    public abstract Task ThawAsync();

    public abstract ValueTask DisposeAsync();

    public static async Task<ChaosEngine> StartAsync(string name)
    {
        if (name == "postgres")
        {
            var server = await PostgresServer.StartAsync();
            return new Postgresql(server, await PostgresLog.CreateAsync(server));
        }
        var servers = await NatsServers.StartAsync();
        var log = new NatsLog(servers.Url, "ChaosHub");
        await log.CreateAsync();
        return new JetStream(servers, log);
    }

    private sealed class Postgresql(PostgresServer server, PostgresLog log) : ChaosEngine
    {
        public override string Name => "postgres";

        public override string Connection => log.ConnectionString;

        public override Task KillAsync() => server.KillAsync();

        public override Task RestartAsync() => server.ResumeAsync();

        public override Task FreezeAsync() => server.SignalAsync("STOP");

        public override Task ThawAsync() => server.SignalAsync("CONT");

        public override async ValueTask DisposeAsync()
        {
            await log.DisposeAsync();
            await server.DisposeAsync();
        }
    }

    private sealed class JetStream(NatsServers servers, NatsLog log) : ChaosEngine
    {
        public override string Name => "nats";

        public override string Connection => servers.Url;

        public override Task KillAsync() => servers[0].KillAsync();

        public override Task RestartAsync() => servers[0].RestartAsync();

        public override Task FreezeAsync()
        {
            servers[0].Freeze();
            return Task.CompletedTask;
        }

        public override Task ThawAsync()
        {
            servers[0].Thaw();
            return Task.CompletedTask;
        }

        public override async ValueTask DisposeAsync()
        {
            await log.DisposeAsync();
            await servers.DisposeAsync();
        }
    }
}
