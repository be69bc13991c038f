using System.Diagnostics;
using System.Net;

namespace Sse.Tests.Hub;

[Collection(nameof(UsesAllCores))]
public class ManySubscribersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_allocates_less_than_a_byte()
    {
        const int Subscribers = 100;
        const int Events = 10_000;
        await using var app = await HubApp.StartAsync(hub: o => o.Retention.MaxEvents = 1_000);
        var hub = app.Hub();
        var buffer = new byte[64 * 1024];
        var clients = await OpenAsync(app, Subscribers);
        Publish(Events);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Publish(Events);
        var perDelivery = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)(Subscribers * Events);
        TestContext.Current.SendDiagnosticMessage($"{perDelivery:F3} bytes a delivery");
        perDelivery.ShouldBeLessThan(1);
        foreach (var client in clients) client.Dispose();

        void Publish(int events)
        {
            var value = new Step(1);
            for (var i = 0; i < events; i += 10)
            {
                var goal = clients[0].Events + 10;
                for (var j = 0; j < 10; j++) hub.Publish(value);
                ReceiveAll(clients, goal, buffer);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_of_a_thousand_that_reads_nothing_costs_the_others_nothing_and_is_told_its_gap(int version)
    {
        const int Events = 2_000;
        await using var app = await HubApp.StartAsync(hub: o => o.Retention.MaxEvents = 200, sse: o => o.WriteTimeout = TimeSpan.FromHours(1));
        var hub = app.Hub();
        using var stalled = await StalledReader.OpenAsync(app, version);
        var clients = await OpenAsync(app, 999);
        var buffer = new byte[64 * 1024];
        // Large enough that the stalled one's buffers, of some megabytes, fill up: then it falls out of retention.
        var value = new Text(new string('x', 10_000));
        var small = new Step(1);
        var memory = 0L;
        for (var i = 1; i <= Events; i++)
        {
            // The large ones go to it alone.
            hub.Topic("stalled").Publish(value);
            if (i % 20 > 0) continue;
            hub.Publish(small);
            ReceiveAll(clients, i / 20, buffer);
            if (i == Events / 2) memory = GC.GetTotalMemory(forceFullCollection: true);
        }
        foreach (var client in clients) client.Events.ShouldBe(Events / 20);
        // 200 events of 10 kB are retained; what went by since the middle would be 10 MB.
        (GC.GetTotalMemory(forceFullCollection: true) - memory).ShouldBeLessThan(5_000_000);
        await stalled.ReadsUntilAGapAndOnToAsync(hub.Position.Sequence);
        foreach (var client in clients) client.Dispose();
    }

    [Fact]
    public async Task Ten_thousand_connects_and_drops_leave_nothing_behind()
    {
        const int Wave = 500;
        await using var app = await HubApp.StartAsync();
        var hub = app.Hub();
        for (var i = 0; i < 4; i++) await ConnectAndDropAsync(i);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var timers = Timer.ActiveCount;
        for (var i = 0; i < 10_000 / Wave; i++) await ConnectAndDropAsync(i);
        // The server itself lets go of connections a little later.
        await Wait.Until(() => GC.GetTotalMemory(forceFullCollection: true) - before < 2_000_000);
        (Timer.ActiveCount - timers).ShouldBeLessThanOrEqualTo(2);
        hub.SubscriberCount.ShouldBe(0);
        hub.Topic("t3").SubscriberCount.ShouldBe(0);

        async Task ConnectAndDropAsync(int wave)
        {
            var clients = await OpenAsync(app, Wave, wave % 2 == 0 ? "/hub" : "/hub/t3");
            hub.Publish(new Step(wave));
            foreach (var client in clients) client.Dispose();
            await Wait.Until(() => hub.SubscriberCount == 0);
        }
    }

    [Fact]
    public async Task Five_thousand_streams_see_a_clean_end_at_shutdown()
    {
        const int Streams = 5_000;
        await using var app = await HubApp.StartAsync();
        var hub = app.Hub();
        var clients = await OpenAsync(app, Streams);
        hub.SubscriberCount.ShouldBe(Streams);
        var watch = Stopwatch.StartNew();
        var stop = app.StopAsync();
        var buffer = new byte[4096];
        foreach (var client in clients)
        {
            while (await client.ReceiveAsync(buffer)) { }
            client.EndedCleanly.ShouldBeTrue();
            client.Retry.ShouldBeInRange(1_000, 5_000);
            client.Dispose();
        }
        await stop;
        TestContext.Current.SendDiagnosticMessage($"{watch.ElapsedMilliseconds} ms");
        Should.Throw<SseHubStoppedException>(() => hub.Publish(new Step(1)));
        await Should.ThrowAsync<SseHubStoppedException>(async () => await hub.PublishAsync(new Step(1), Cancellation));
        hub.SubscriberCount.ShouldBe(0);
    }

    [Fact]
    public async Task Who_connects_while_the_host_stops_is_told_to_come_back()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await HubApp.StartAsync(o => o.OnConnecting = async _ =>
        {
            entered.TrySetResult();
            await go.Task.Bounded();
        });
        var opening = app.OpenAsync("/hub");
        await entered.Task.Bounded();
        var stop = app.StopAsync();
        await Wait.Until(() => app.Lifetime.ApplicationStopping.IsCancellationRequested);
        go.SetResult();
        using var client = await opening;
        client.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.RestAsync()).ShouldHaveSingleItem().ShouldContain("retry: ");
        await stop;
    }

    private static async Task<EventSocket[]> OpenAsync(TestApp app, int count, string path = "/hub")
    {
        var clients = new EventSocket[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 50, CancellationToken = Cancellation }, async (i, _) =>
        {
            clients[i] = await EventSocket.OpenAsync(app, path);
            await clients[i].OpenedAsync(new byte[512]);
        });
        return clients;
    }

    private static void ReceiveAll(EventSocket[] clients, int events, byte[] buffer)
    {
        var patience = Stopwatch.GetTimestamp();
        foreach (var client in clients)
        {
            while (client.Events < events)
            {
                client.ReceiveAvailable(buffer);
                if (Stopwatch.GetElapsedTime(patience) > TimeSpan.FromSeconds(30)) throw new TimeoutException($"{client.Events} of {events} events came.");
            }
        }
    }

    /// <summary>A client that opens a stream, reads nothing until told, and then goes on.</summary>
    private sealed class StalledReader(HttpResponseMessage response, EventReader reader) : IDisposable
    {
        public static async Task<StalledReader> OpenAsync(TestApp app, int version)
        {
            // A connection of its own: a client that shares one reads for all its streams.
            var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
            var client = new HttpClient(handler) { DefaultRequestVersion = version == 1 ? HttpVersion.Version11 : HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
            var response = await client.GetAsync(new Uri(app.Client(version).BaseAddress!, "/hub/stalled"), HttpCompletionOption.ResponseHeadersRead, Cancellation).Bounded();
            return new StalledReader(response, await EventReader.OpenAsync(response));
        }

        public async Task ReadsUntilAGapAndOnToAsync(long sequence)
        {
            var (last, gaps) = (0L, 0);
            while (last < sequence)
            {
                var block = await reader.NextAsync() ?? throw new EndOfStreamException();
                if (!block.StartsWith("id: ", StringComparison.Ordinal)) continue;
                var id = SsePosition.Parse(block[4..block.IndexOf('\n', StringComparison.Ordinal)]).Sequence;
                if (block.Contains("event: sse-gap", StringComparison.Ordinal)) gaps++;
                else id.ShouldBe(last + 1);
                last = id;
            }
            gaps.ShouldBeGreaterThan(0);
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }

        private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
        {
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { ReceiveBufferSize = 16 * 1024 };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        }
    }
}
