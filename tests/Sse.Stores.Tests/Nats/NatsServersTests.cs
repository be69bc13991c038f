namespace Sse.Tests.Nats;

/// <summary>The fixture that the other tests stand on.</summary>
public sealed class NatsServersTests
{
    [Fact]
    public async Task Three_servers_are_one_cluster_that_survives_a_kill_and_a_freeze()
    {
        await using var servers = await NatsServers.StartAsync(3);
        await servers[0].KillAsync();
        servers[0].IsRunning.ShouldBeFalse();
        servers[1].Freeze();
        servers[1].Thaw();
        await servers[0].RestartAsync();
        await servers.ReadyAsync();
        servers.Url.Split(',').ShouldBe([servers[0].Url, servers[1].Url, servers[2].Url]);
        (await servers.FindLeaderAsync("none")).ShouldBeNull();
    }
}
