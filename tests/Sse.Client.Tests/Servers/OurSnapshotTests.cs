using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Support;

namespace Sse.Tests.Servers;

/// <summary>Against our own hub: what a reader holds after a snapshot is what the hub has, whatever was cut meanwhile.</summary>
public class OurSnapshotTests
{
    private const int Keys = 400;

    // Long enough that a snapshot doesn't fit into the buffers on its way.
    private static readonly string Suffix = new('x', 4_000);

    [Fact]
    public async Task Holds_what_the_hub_has_after_cuts_inside_the_snapshot_and_changes_meanwhile()
    {
        await using var server = await TestServer.StartAsync(
            app => app.MapSse<BoardHub>("/board/{topic}", options =>
            {
                options.Start = SseStart.Snapshot;
                options.Retry = TimeSpan.Zero;
            }),
            services => services.AddSse().AddHub<BoardHub>());
        await using var proxy = new CuttableProxy(server.Port);
        var hub = server.Services.GetRequiredService<BoardHub>();
        for (var i = 0; i < Keys; i++) hub.Topic("A").Publish(new Level(Name(i), i));
        var retries = 0;
        using var client = new SseClient<BoardHub>(new Uri($"http://127.0.0.1:{proxy.Port}/board/{{topic}}"), new SseClientOptions
        {
            ReconnectDelay = TimeSpan.Zero,
            Random = () => 0,
            MaxFrequency = 1_000,
            OnRetrying = _ => retries++,
        });
        var view = new SseLatestView<BoardHub>();
        view.Apply(new SseHubMessage { Position = SsePosition.Parse("old-1"), Topic = "A", EventName = "level", Event = new Level("gone long ago", 1) });

        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync("A", cancellationToken: ct), mostWaiting: 1);
        SseHubMessage message;
        var (snapshots, isLive) = (0, false);
        do
        {
            view.Apply(message = await reader.NextAsync());
            isLive |= message.Event is SseLive;
            if (!message.IsSnapshot || ++snapshots % 60 != 0 || snapshots >= 300) continue;
            hub.Topic("A").Publish(new Level(Name(snapshots), -snapshots));
            hub.Topic("A").Publish(new LevelGone(Name(snapshots + 1)));
            proxy.Cut();
        }
        while (!isLive || message.Position != hub.Position);

        retries.ShouldBeGreaterThan(0);
        Held(view.Values.Select(value => value.Message)).ShouldBe(Held(hub.GetLatest("A").Messages));
        view.Values.ShouldAllBe(value => !value.IsStale);
        view.IsCollecting.ShouldBeFalse();
    }

    private static string Name(int i) => $"{i} {Suffix}";

    private static IEnumerable<Level> Held(IEnumerable<SseHubMessage> messages) =>
        messages.Select(message => (Level)message.Event!).OrderBy(level => level.Id, StringComparer.Ordinal);
}
