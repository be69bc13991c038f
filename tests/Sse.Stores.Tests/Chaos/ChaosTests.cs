using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Sse.Tests.Chaos;

/// <summary>
/// Three nodes of one hub behind nginx, on one engine, all of which are killed and frozen at random while events flow, and
/// 300 clients of all kinds that come back to any of them. SSE_CHAOS_SECONDS says for how long, with each engine.
/// </summary>
public abstract class ChaosTests(string engineName)
{
    private const int Clients = 300;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("SSE_CHAOS_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 120);
    private static readonly string[] Topics = ["t0", "t1", "t2"];

    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);

    [Fact]
    public async Task Nothing_is_lost_or_doubled_and_there_is_one_order()
    {
        await using var engine = await ChaosEngine.StartAsync(engineName);
        ChaosProcess[] nodes = [.. Enumerable.Range(0, 3).Select(_ => new ChaosProcess(engine, _acknowledged))];
        try
        {
            foreach (var node in nodes) await node.StartAsync();
            await using var nginx = await Nginx.StartAsync([.. nodes.Select(node => node.Port)], "proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_read_timeout 4s; proxy_connect_timeout 1s;");
            using var http = new HttpClient(new SocketsHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };
            var clients = Enumerable.Range(0, Clients).Select(i => new ChaosClient(KindOf(i), Topics[i % 3], () => nginx.At("/"), http, i)).ToList();
            using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var running = clients.Select(client => Task.Run(() => client.RunAsync(end.Token))).ToList();

            var chaos = new ChaosMonkey(engine, nodes, Random.Shared);
            await chaos.RunAsync(Duration);
            foreach (var node in nodes) (await http.PostAsync(node.At("/stop"), null, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
            (await http.PostAsync(nodes[0].At("/end"), null, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
            await UntilAllHaveTheEndAsync(clients, running);

            Judge(clients, await ReadLogsAsync(nodes, http));
            Figures.Show(string.Create(CultureInfo.InvariantCulture, $"Chaos, {engineName}: {Duration.TotalSeconds} s, {chaos}, {_acknowledged.Count} acknowledged of {clients.Where(client => client.Kind == ChaosKind.Exact).Take(3).Sum(client => client.Events.Count)} events, {clients.Sum(client => client.Events.Count)} deliveries to {Clients} clients, {clients.Sum(client => client.Connections) - Clients} resumes, {clients.Sum(client => client.Gaps)} gaps: none lost, none twice, one order."));
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
        }
    }

    private static ChaosKind KindOf(int i) => (i / 3 % 10) switch { < 4 => ChaosKind.Exact, 4 => ChaosKind.Socket, 5 => ChaosKind.Client, 6 or 7 => ChaosKind.Conflating, _ => ChaosKind.Snapshot };

    private static async Task UntilAllHaveTheEndAsync(List<ChaosClient> clients, List<Task> running)
    {
        try { await Task.WhenAll(running).WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken); }
        catch (TimeoutException)
        {
            var late = clients.Where(client => !client.HasEnd).ToList();
            Assert.Fail($"{late.Count} clients never got the end: {string.Join(", ", late.Take(10).Select(client => $"{client.Kind} of {client.Topic} at {client.LastId} after {client.Connections} connections"))}");
        }
    }

    // What each node says that the log has, topic by topic.
    private static async Task<Dictionary<string, List<ChaosEvent>>> ReadLogsAsync(ChaosProcess[] nodes, HttpClient http)
    {
        var logs = new Dictionary<string, List<ChaosEvent>>(StringComparer.Ordinal);
        foreach (var topic in Topics)
        {
            foreach (var node in nodes)
            {
                var reader = new ChaosClient(ChaosKind.Exact, topic, () => node.At("/"), http, seed: 0);
                await reader.RunAsync(TestContext.Current.CancellationToken).Bounded();
                reader.Gaps.ShouldBe(0);
                if (logs.TryAdd(topic, reader.Events)) continue;
                ChaosJudge.JudgeExact(logs[topic], reader.Events, $"{topic} on another node");
            }
        }
        return logs;
    }

    private void Judge(List<ChaosClient> clients, Dictionary<string, List<ChaosEvent>> logs)
    {
        foreach (var client in clients)
        {
            if (client.Kind is ChaosKind.Conflating or ChaosKind.Snapshot) ChaosJudge.JudgeNewest(logs[client.Topic], client.Events, $"{client.Kind} of {client.Topic}");
            else
            {
                client.Gaps.ShouldBe(0, "nothing was let go");
                ChaosJudge.JudgeExact(logs[client.Topic], client.Events, $"{client.Kind} of {client.Topic}");
            }
        }
        var numbers = logs.Values.SelectMany(log => log).Where(event_ => event_.Type == "number").Select(event_ => JsonDocument.Parse(event_.Data).RootElement)
            .Select(data => (Publisher: data.GetProperty("publisher").GetInt32(), Value: data.GetProperty("value").GetInt32())).Where(number => number.Publisher >= 0).ToList();
        numbers.ShouldBeUnique();
        _acknowledged.Keys.Except(numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number.Publisher}:{number.Value}")), StringComparer.Ordinal).ShouldBeEmpty("what was acknowledged is there");
        foreach (var publisher in logs.Values.SelectMany(log => log.Where(event_ => event_.Type == "number").Select(event_ => (event_.Id, Data: JsonDocument.Parse(event_.Data).RootElement)))
            .GroupBy(event_ => event_.Data.GetProperty("publisher").GetInt32()).Where(group => group.Key >= 0))
        {
            publisher.OrderBy(event_ => SsePosition.Parse(event_.Id).Sequence).Select(event_ => event_.Data.GetProperty("value").GetInt32()).ShouldBe(Enumerable.Range(0, publisher.Count()), "a publisher's own order");
        }
    }
}

/// <summary>On PostgreSQL. Beside the other engine's run, as both leave the machine much time.</summary>
public sealed class PostgresChaosTests() : ChaosTests("postgres");

/// <summary>On NATS.</summary>
public sealed class NatsChaosTests() : ChaosTests("nats");
