using System.Collections.Concurrent;
using System.Globalization;

namespace Sse.Tests.Nats;

/// <summary>Three servers, of which some die or stand still while two nodes publish.</summary>
public sealed class ClusterFaultTests : IAsyncLifetime
{
    private const int Publishers = 8;

    private NatsServers? _servers;
    private NatsLog? _log;

    private NatsServers Servers => _servers!;

    private NatsLog Log => _log!;

    public async ValueTask InitializeAsync()
    {
        _servers = await NatsServers.StartAsync(3);
        _log = new NatsLog(_servers.Url, "log");
    }

    [Fact]
    public Task The_leader_is_killed() => UnderLoadAsync(replicas: 3, "leader killed", async _ =>
    {
        var leader = await LeaderAsync();
        await leader.KillAsync();
        await LeaderAsync();
        await leader.RestartAsync();
    });

    [Fact]
    public Task All_are_killed() => UnderLoadAsync(replicas: 3, "all killed", async _ =>
    {
        for (var i = 0; i < 3; i++) await Servers[i].KillAsync();
        for (var i = 0; i < 3; i++) Servers[i].Start();
        await Servers.ReadyAsync();
    });

    [Fact]
    public Task The_leader_stands_still() => UnderLoadAsync(replicas: 3, "leader frozen", async _ =>
    {
        var leader = await LeaderAsync();
        leader.Freeze();
        try { await OtherLeaderAsync(leader); }
        finally { leader.Thaw(); }
        await Servers.ReadyAsync();
    });

    [Fact]
    public Task The_only_one_that_has_the_log_is_killed_and_stands_still() => UnderLoadAsync(replicas: 1, "its server killed, then frozen", async node =>
    {
        var only = await LeaderAsync();
        await only.KillAsync();
        await only.RestartAsync();
        await Servers.ReadyAsync();
        only = await LeaderAsync();
        only.Freeze();
        try { await Wait.Until(() => node.Problem is not null); }
        finally { only.Thaw(); }
    });

    public async ValueTask DisposeAsync()
    {
        if (_log is not null) await _log.DisposeAsync();
        if (_servers is not null) await _servers.DisposeAsync();
    }

    private async Task UnderLoadAsync(int replicas, string what, Func<Node, Task> fault)
    {
        await Log.CreateAsync(replicas);
        static void Keep(SseHubOptions options) => (options.Retention.MaxEvents, options.MaxQueuedEvents) = (1_000_000, 1_000_000);
        await using var node = await Node.StartAsync(_ => Log.Store(), Keep);
        await using var other = await Node.StartAsync(_ => Log.Store(), Keep);
        using var end = new CancellationTokenSource();
        var acknowledged = new ConcurrentDictionary<(int Publisher, int Number), SsePosition>();
        var numbers = new int[Publishers];
        var publishing = Enumerable.Range(0, Publishers).Select(publisher => Task.Run(async () =>
        {
            var hub = publisher % 2 == 0 ? node.Hub : other.Hub;
            while (!end.IsCancellationRequested)
            {
                var number = numbers[publisher]++;
                acknowledged[(publisher, number)] = await hub.Topic(TopicOf(publisher)).PublishAsync(new Tick(number));
            }
        })).ToArray();

        await GoOnAsync(acknowledged);
        await fault(node);
        await GoOnAsync(acknowledged);
        await end.CancelAsync();
        await Task.WhenAll(publishing).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        await Wait.Until(() => (node.Problem, other.Problem) == (null, null));
        await using var fresh = await Node.StartAsync(_ => Log.Store(), Keep);
        var here = await ReadAsync(node);
        (await ReadAsync(other)).ShouldBe(here);
        (await ReadAsync(fresh)).ShouldBe(here);
        acknowledged.Select(event_ => (event_.Value, (string?)TopicOf(event_.Key.Publisher), event_.Key.Number)).Except(here).ShouldBeEmpty("what was acknowledged is there, at its place");
        foreach (var publisher in here.GroupBy(seen => seen.Topic)) publisher.Select(seen => seen.Number).ShouldBe(Enumerable.Range(0, publisher.Count()), "nothing lost, nothing twice, in order");
        Figures.Show($"NATS R{replicas}, {what}: {acknowledged.Count} acknowledged events, none lost, none twice, three nodes alike.");
    }

    // 2,000 more events come through.
    private static async Task GoOnAsync(ConcurrentDictionary<(int, int), SsePosition> acknowledged)
    {
        var until = acknowledged.Count + 2_000;
        var start = TimeProvider.System.GetTimestamp();
        while (acknowledged.Count < until)
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(60)) throw new TimeoutException("Nothing comes through any more.");
            await Task.Yield();
        }
    }

    private static async Task<List<(SsePosition Position, string? Topic, int Number)>> ReadAsync(Node node) =>
        [.. (await node.ReadAsync(SseTopicSelection.All, SseStart.Earliest)).Where(message => message.Topic is not null).Select(message => (message.Position, message.Topic, ((Tick)message.Event!).Number))];

    private static string TopicOf(int publisher) => publisher.ToString(CultureInfo.InvariantCulture);

    private Task<NatsServer> LeaderAsync() => OtherLeaderAsync(null);

    private async Task<NatsServer> OtherLeaderAsync(NatsServer? than)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await Servers.FindLeaderAsync(Log.Names.Stream) is { } leader && leader != than) return leader;
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(60)) throw new TimeoutException("No leader.");
            await Task.Yield();
        }
    }
}
