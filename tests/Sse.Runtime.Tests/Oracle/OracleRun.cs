using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Oracle;

/// <summary>One application, one publisher, and readers of all kinds that come, are cut, come back and leave.</summary>
internal sealed class OracleRun(OracleRetention retention, int seed)
{
    private const int Slots = 32;
    private readonly List<OracleReader> _readers = [];
    private readonly OracleHistory _history = new();

    /// <summary>The negative control: one reader in a few forgets an event.</summary>
    public bool Forgets { get; init; }

    /// <summary>Runs, judges, and answers what there was.</summary>
    public async Task<OracleFigures> GoAsync(TimeSpan time)
    {
        await using var app = await TestApp.StartAsync(Map, ConfigureServices);
        var hub = app.Services.GetRequiredService<OracleHub>();
        using var stop = new CancellationTokenSource(time);
        var publisher = new OraclePublisher(hub, _history, new Random(seed));
        var publishing = Task.Run(() => publisher.RunAsync(stop.Token));
        var reading = Enumerable.Range(1, Slots).Select(slot => Task.Run(() => ReadAsync(app, hub, publisher, new Random((seed * 1_000) + slot), publishing, stop.Token))).ToList();
        await publishing;
        await Task.WhenAll(reading);
        Judge();
        return new OracleFigures(
            _history.Records.Count,
            _readers.Count,
            _readers.Sum(r => (long)r.Events),
            _readers.Sum(r => r.Connections - 1),
            _readers.Sum(r => r.ConnectionsInSnapshots),
            _readers.Sum(r => r.Recordings.Gaps.Count),
            _readers.Sum(r => r.Recordings.Snapshots.Count),
            _readers.Count(r => r.IsComplete));
    }

    private async Task ReadAsync(TestApp app, OracleHub hub, OraclePublisher publisher, Random random, Task publishing, CancellationToken stop)
    {
        while (true)
        {
            var reader = new OracleReader(app, hub, NewKind(hub, publisher, random), random);
            if (Forgets && random.Next(4) == 0) reader.ForgetsAfter = 20;
            lock (_readers) _readers.Add(reader);
            await reader.ReadAsync(random.Next(1, 12), stop);
            if (stop.IsCancellationRequested)
            {
                await publishing;
                await reader.ReadToAsync(hub.Position.Sequence);
            }
            reader.End();
            if (stop.IsCancellationRequested) return;
        }
    }

    private static OracleReaderKind NewKind(OracleHub hub, OraclePublisher publisher, Random random)
    {
        string[] endpoints = ["/exact", "/exact-disconnected", "/conflating", "/limited", "/exact-snapshots", "/conflating-snapshots", "/limited-snapshots"];
        var topics = publisher.Topics;
        var selection = random.Next(6) switch
        {
            0 => SseTopicSelection.All,
            1 => SseTopicSelection.None,
            2 => SseTopicSelection.Of(topics[^1]),
            3 or 4 => SseTopicSelection.Of(topics[random.Next(topics.Length)]),
            _ => SseTopicSelection.Of([.. topics.Where(_ => random.Next(2) == 0)]),
        };
        var start = random.Next(8) switch
        {
            0 => "earliest",
            1 => "snapshot",
            2 => $"{hub.Position.Epoch}-0",
            _ => null,
        };
        return new OracleReaderKind(endpoints[random.Next(endpoints.Length)], selection, start);
    }

    private void Judge()
    {
        var judge = new OracleJudge(_history, retention);
        var faults = _readers.SelectMany(reader => judge.FaultsOf(reader.Kind, reader.Recordings)).Take(20).ToList();
        if (faults.Count > 0) throw new OracleException($"{retention.Name}, seed {seed}, {_history.Records.Count} events:\n{string.Join('\n', faults)}");
    }

    private static void Map(WebApplication app)
    {
        Map("/exact", _ => { });
        Map("/exact-disconnected", o => o.WhenSlow = SseSlowSubscriberPolicy.Disconnect);
        Map("/conflating", o => o.WhenSlow = SseSlowSubscriberPolicy.Conflate);
        Map("/limited", o => o.MaxFrequency = 25);
        Map("/exact-snapshots", o => o.Start = SseStart.Snapshot);
        Map("/conflating-snapshots", o => (o.Start, o.WhenSlow) = (SseStart.Snapshot, SseSlowSubscriberPolicy.Conflate));
        Map("/limited-snapshots", o => (o.Start, o.MaxFrequency) = (SseStart.Snapshot, 25));

        void Map(string path, Action<SseEndpointOptions> configure) => app.MapSse<OracleHub>(path, o =>
        {
            o.Topics = TopicsOf;
            // Who comes as a stranger is judged by all that is retained.
            (o.Replay.MaxEvents, o.Replay.MaxBytes) = (int.MaxValue, long.MaxValue);
            configure(o);
        });
    }

    private static SseTopicSelection TopicsOf(HttpContext http)
    {
        if (http.Request.Query.ContainsKey("all")) return SseTopicSelection.All;
        return SseTopicSelection.Of([.. http.Request.Query["topic"].Select(topic => topic!)]);
    }

    private void ConfigureServices(IServiceCollection services)
    {
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSse(o => o.HeartbeatInterval = TimeSpan.FromMilliseconds(400)).AddHub<OracleHub>(o =>
        {
            retention.ApplyTo(o);
            o.Limits.MaxReplays = 10_000;
        });
        // Little memory between server and client, so that who reads nothing is soon behind.
        services.Configure<SocketTransportOptions>(o => o.CreateBoundListenSocket = endpoint =>
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.SendBuffer, 8 * 1024);
            return socket;
        });
    }
}

/// <summary>What happened in a run.</summary>
internal readonly record struct OracleFigures(long Events, long Readers, long Deliveries, long Resumes, long ResumesInSnapshots, long Gaps, long Snapshots, long Completed)
{
    public static OracleFigures operator +(OracleFigures a, OracleFigures b) => new(
        a.Events + b.Events, a.Readers + b.Readers, a.Deliveries + b.Deliveries, a.Resumes + b.Resumes, a.ResumesInSnapshots + b.ResumesInSnapshots, a.Gaps + b.Gaps, a.Snapshots + b.Snapshots, a.Completed + b.Completed);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Events} events, {Readers} readers, {Deliveries} deliveries, {Resumes} resumes ({ResumesInSnapshots} within a snapshot), {Gaps} gaps, {Snapshots} snapshots, {Completed} completed");
}

/// <summary>What readers got was not what was published.</summary>
internal sealed class OracleException(string message) : Exception(message);
