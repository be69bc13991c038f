using System.Globalization;
using NATS.Client.Core;
using Npgsql;

namespace Sse.StoreNode;

/// <summary>
/// chaos ENGINE CONNECTION ADDRESS PUBLISHER: one of several nodes of a hub. It publishes all the time until it is told to
/// stop, and writes each number to standard output once it is stored.
/// </summary>
internal static class ChaosNode
{
    private const int Topics = 3;
    private const int Names = 5;

    public static async Task RunAsync(string engine, string connection, string address, int publisher)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var hub = builder.Services.AddSse(static sse => sse.HeartbeatInterval = TimeSpan.FromSeconds(1)).AddHub<ChaosHub>(static o =>
        {
            (o.Retention.MaxEvents, o.Retention.MaxBytes, o.MaxQueuedEvents) = (1_000_000, 1L << 30, 100_000);
            // Who comes late reads blocks.
            o.Retention.MaxBytesInMemory = 256 << 10;
        });
        if (engine == "postgres") hub.UsePostgres(NpgsqlDataSource.Create(connection));
        else hub.UseNats(new NatsConnection(new NatsOpts { Url = connection, PingInterval = TimeSpan.FromSeconds(1), MaxPingOut = 2, ReconnectWaitMin = TimeSpan.FromMilliseconds(50), ReconnectWaitMax = TimeSpan.FromMilliseconds(200) }));
        var app = builder.Build();
        app.MapSse<ChaosHub>("/exact/{topic}", static o => o.Start = SseStart.Earliest);
        app.MapSse<ChaosHub>("/newest/{topic}", static o => (o.Start, o.WhenSlow) = (SseStart.Earliest, SseSlowSubscriberPolicy.Conflate));
        app.MapSse<ChaosHub>("/snapshot/{topic}", static o => o.Start = SseStart.Snapshot);
        using var enough = new CancellationTokenSource();
        var publishing = Task.CompletedTask;
        app.MapPost("/stop", async () =>
        {
            await enough.CancelAsync();
            await publishing;
        });
        app.MapPost("/end", async (ChaosHub hub) => await hub.PublishAsync(new Number(-1, -1)) is var position ? position.ToString() : "");
        await app.StartAsync();
        publishing = PublishAsync(app.Services.GetRequiredService<ChaosHub>(), publisher, enough.Token);
        Console.WriteLine("ready");
        await app.WaitForShutdownAsync();
    }

    private static async Task PublishAsync(ChaosHub hub, int publisher, CancellationToken enough)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        var pending = new List<Task>();
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            pending.RemoveAll(static task => task.IsCompletedSuccessfully);
            pending.Add(AcknowledgeAsync(hub, new Number(i, publisher)));
            hub.Topic(TopicOf(i + 1)).Publish(new Level(string.Create(CultureInfo.InvariantCulture, $"n{i % Names}"), i, publisher));
        }
        await Task.WhenAll(pending);
    }

    private static async Task AcknowledgeAsync(ChaosHub hub, Number number)
    {
        await hub.Topic(TopicOf(number.Value)).PublishAsync(number);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number.Publisher}:{number.Value}"));
    }

    private static string TopicOf(int number) => string.Create(CultureInfo.InvariantCulture, $"t{number % Topics}");
}
