using System.Diagnostics;
using System.Globalization;
using Sse.Tests.Hub;

namespace Sse.Tests.Limits;

/// <summary>Ten thousand clients, and room for a thousand.</summary>
[Collection(nameof(UsesAllCores))]
public class StormTests
{
    private const int Room = 1_000;
    private const int Outside = 9_000;

    private static int Seconds => int.TryParse(Environment.GetEnvironmentVariable("SSE_STORM_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 10;

    [Fact]
    public async Task Those_inside_are_served_as_before_and_those_outside_leave_nothing_behind()
    {
        var evicted = 0;
        await using var app = await HubApp.StartAsync(o => o.OnDisconnected = (_, _) => Interlocked.Increment(ref evicted), sse: o => o.Limits.MaxStreams = Room);
        var hub = app.Hub();
        var cancellation = TestContext.Current.CancellationToken;
        var inside = new EventSocket[Room];
        for (var i = 0; i < Room; i++) inside[i] = await (await EventSocket.OpenAsync(app, "/hub")).OpenedAsync();
        // What the server keeps for those who come at a time.
        await ComeAsync(app, 500);
        var memory = GC.GetTotalMemory(forceFullCollection: true);

        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var buffer = new byte[16 * 1024];
        var (turnedAway, published) = (0, 0);
        while (turnedAway < Outside || watch.Elapsed < TimeSpan.FromSeconds(Seconds))
        {
            const int AtOnce = 250;
            var coming = ComeAsync(app, AtOnce);
            hub.Publish(new Step(++published));
            foreach (var client in inside)
                while (client.Events < published) (await client.ReceiveAsync(buffer)).ShouldBeTrue();
            await coming;
            turnedAway += AtOnce;
        }
        var used = Environment.CpuUsage.TotalTime - processor;

        evicted.ShouldBe(0);
        hub.SubscriberCount.ShouldBe(Room);
        foreach (var client in inside) client.Events.ShouldBe(published);
        // Connections that have ended are let go of a little later.
        await Wait.Until(() => GC.GetTotalMemory(forceFullCollection: true) - memory < 4_000_000);
        Figures.Show($"storm: {turnedAway} requests turned away in {watch.Elapsed.TotalSeconds:F0} s, {used.TotalMicroseconds / turnedAway:F0} µs of CPU each with their clients'; {Room} streams got {published} events each, none was evicted");
        foreach (var client in inside) client.Dispose();

        Task ComeAsync(TestApp to, int count) => Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancellation }, async (_, _) =>
        {
            using var client = await to.OpenAsync("/hub");
            (await client.RestAsync()).ShouldHaveSingleItem().ShouldContain("id: ");
        });
    }
}
