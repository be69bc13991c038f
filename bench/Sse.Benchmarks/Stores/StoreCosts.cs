using System.Globalization;
using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sse.Benchmarks.Events;

namespace Sse.Benchmarks.Stores;

/// <summary>What a stored log costs: appending, the way to a reader, and reading back at the start.</summary>
internal static class StoreCosts
{
    private const int Batched = 300_000;
    private const int Alone = 2_000;
    private const int Paced = 10_000;
    private const int Group = 2_000;
    private const int Groups = 4;

    public static async Task MeasureAsync()
    {
        await using (var sqlite = new SqliteEngine()) await MeasureAsync(sqlite);
        await using (var postgres = await PostgresEngine.StartAsync())
        {
            if (postgres is null) Say($"PostgreSQL: it is not installed");
            else await MeasureAsync(postgres);
        }
        await using (var nats = await NatsEngine.StartAsync())
        {
            if (nats is null) Say($"NATS: nats-server is not installed");
            else await MeasureAsync(nats);
        }
    }

    private static async Task MeasureAsync(IStoreEngine engine)
    {
        Say($"{engine.Name}");
        await AppendAsync(engine);
        foreach (var events in (int[])[10_000, 100_000, 1_000_000]) await RefillAsync(engine, events);
    }

    private static async Task AppendAsync(IStoreEngine engine)
    {
        await engine.PrepareAsync("append");
        await using var app = await StartAsync(engine, "append", retained: 10_000);
        var hub = app.Services.GetRequiredService<BenchmarkHub>();
        await hub.PublishAsync(Samples.Small);

        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Alone; i++) await hub.PublishAsync(Samples.Small);
        Say($"one after the other: {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds / Alone:F2} ms each");

        start = TimeProvider.System.GetTimestamp();
        await PublishAsync(hub, Batched);
        Say($"as many as come: {Batched / TimeProvider.System.GetElapsedTime(start).TotalSeconds:N0} events/s");
        await PaceAsync(hub, app, "the same node");
        if (!engine.IsShared) return;
        await using var other = await StartAsync(engine, "append", retained: 10_000);
        await PaceAsync(hub, other, "another node");
    }

    // A thousand a second, those at once that are due when the system's timer ticks, to a client's socket at a node.
    private static async Task PaceAsync(BenchmarkHub hub, WebApplication node, string where)
    {
        var sent = new long[Paced];
        var took = new List<double>(Paced);
        using var client = new HttpClient();
        await using var stream = await client.GetStreamAsync(new Uri(node.Urls.First() + "/pace"));
        var reading = Task.Run(async () =>
        {
            await foreach (var _ in SseParser.Create(stream).EnumerateAsync())
            {
                took.Add(TimeProvider.System.GetElapsedTime(sent[took.Count]).TotalMilliseconds);
                if (took.Count == Paced) return;
            }
        });
        while (node.Services.GetRequiredService<BenchmarkHub>().SubscriberCount == 0) await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();
        for (var next = 0; next < Paced;)
        {
            await timer.WaitForNextTickAsync();
            for (var due = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds; next < Paced && next < due; next++)
            {
                sent[next] = TimeProvider.System.GetTimestamp();
                hub.Topic("pace").Publish(Samples.Small);
            }
        }
        await reading;
        took.Sort();
        Say($"publish to socket at 1,000/s, {where}: p50 {took[Paced / 2]:F2} ms, p99 {took[Paced * 99 / 100]:F2} ms");
    }

    private static async Task RefillAsync(IStoreEngine engine, int events)
    {
        var log = events.ToString(CultureInfo.InvariantCulture);
        await engine.PrepareAsync(log);
        await FillAsync(engine, log, events);
        foreach (var inMemory in (long?[])[null, 16 << 20])
        {
            var before = await LiveBytesAsync();
            var start = TimeProvider.System.GetTimestamp();
            await using var again = await StartAsync(engine, log, events, inMemory);
            var started = TimeProvider.System.GetElapsedTime(start);
            var memory = await LiveBytesAsync() - before;
            Say($"{events:N0} events, frames in memory: {(inMemory is null ? "all" : "16 MiB")}: start {started.TotalMilliseconds:N0} ms, {memory / 1048576.0:N0} MiB, replay {await ReplayAsync(again.Services.GetRequiredService<BenchmarkHub>(), events):N0} events/s");
            await again.StopAsync();
        }
    }

    // Threads that have just run something may still have it on their stacks.
    private static async Task<long> LiveBytesAsync()
    {
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            least = Math.Min(least, GC.GetTotalMemory(forceFullCollection: true));
        }
        return least;
    }

    // From the first event to the last, by one reader of the process.
    private static async Task<double> ReplayAsync(BenchmarkHub hub, int events)
    {
        var start = TimeProvider.System.GetTimestamp();
        var left = events;
        await foreach (var _ in hub.ReadAllAsync(default(SseTopicSelection), SseStart.Earliest))
            if (--left == 0) break;
        return events / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task FillAsync(IStoreEngine engine, string log, int events)
    {
        await using var app = await StartAsync(engine, log, events);
        await PublishAsync(app.Services.GetRequiredService<BenchmarkHub>(), events);
        await app.StopAsync();
    }

    // As fast as the store takes them, and never more than the queue does.
    private static async Task PublishAsync(BenchmarkHub hub, int events)
    {
        var underWay = new Queue<Task>();
        for (var i = 1; i <= events; i++)
        {
            if (i % Group != 0 && i < events)
            {
                hub.Publish(Samples.Small);
                continue;
            }
            underWay.Enqueue(hub.PublishAsync(Samples.Small).AsTask());
            if (underWay.Count == Groups) await underWay.Dequeue();
        }
        await Task.WhenAll(underWay);
    }

    private static async Task<WebApplication> StartAsync(IStoreEngine engine, string log, int retained, long? inMemory = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        engine.Use(builder.Services.AddSse().AddHub<BenchmarkHub>(o => (o.Retention.MaxEvents, o.Retention.MaxBytes, o.Retention.MaxBytesInMemory) = (retained, 1L << 32, inMemory)), log);
        var app = builder.Build();
        app.MapSse<BenchmarkHub>("/{topic}", o => o.TopicsArePublic = true);
        await app.StartAsync();
        return app;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
