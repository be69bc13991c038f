using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.Servers;

/// <summary>Against our own hub over real sockets, directly and through nginx.</summary>
public class OurHubTests
{
    private const int Events = 2_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gets_every_event_exactly_once_while_its_streams_are_cut_again_and_again(bool throughNginx)
    {
        await using var server = await StartAsync();
        await using var nginx = throughNginx ? await Nginx.StartAsync(server.Port) : null;
        var hub = server.Services.GetRequiredService<QuotesHub>();
        var reconnects = 0;
        using var client = Client(nginx?.At("/market/{topic}") ?? server.At("/market/{topic}"), options => options.OnRetrying = _ => Interlocked.Increment(ref reconnects));
        await using var reader = Read(client, "ACME", SseStart.Earliest);
        var last = default(SsePosition);
        for (var i = 0; i < Events; i++)
        {
            last = hub.Publish("ACME", new Price("ACME", i));
            hub.Publish("OTHER", new Price("OTHER", i));
            // Every hundred events the stream is cut; half of the next hundred are published while the client is away.
            if (i % 100 == 0) await Bounded.Until(() => hub.SubscriberCount > 0, "the client reads");
            if (i % 100 == 0) hub.Disconnect();
            if (i % 100 == 50) await Bounded.Until(() => Volatile.Read(ref reconnects) > i / 100, "the client has seen the end");
        }

        for (var i = 0; i < Events; i++)
        {
            var message = await reader.NextAsync();
            (message.Topic, message.Event).ShouldBe(("ACME", new Price("ACME", i)));
            if (i == Events - 1) message.Position.ShouldBe(last);
        }
        reader.IsEmpty.ShouldBeTrue();
        reconnects.ShouldBe(Events / 100);
    }

    [Fact]
    public async Task Is_told_one_gap_when_the_server_is_restarted_and_goes_on()
    {
        var gaps = new List<SseGap>();
        var port = LocalPort.Free();
        using var client = Client(new Uri($"http://127.0.0.1:{port}/market/{{topic}}"), options => options.OnGap = gaps.Add);
        Collector<SseHubMessage> reader;
        SsePosition before;
        await using (var first = await StartAsync(port))
        {
            before = first.Services.GetRequiredService<QuotesHub>().Publish("ACME", new Price("ACME", 1));
            reader = Read(client, "ACME", SseStart.Earliest);
            (await reader.NextAsync()).Position.ShouldBe(before);
            await first.StopAsync();
        }
        await using var reading = reader;
        await using var second = await StartAsync(port);
        var hub = second.Services.GetRequiredService<QuotesHub>();
        hub.Publish("ACME", new Price("ACME", 2));

        var gap = (await reader.NextAsync()).Event.ShouldBeOfType<SseGap>();
        // A client that comes back before the port is closed is told where it is: the same position without a topic.
        gap.Requested.ShouldBeOneOf($"{before}/ACME", $"{before}");
        gap.Reason.ShouldBe(SseGapReason.OtherEpoch);
        (await reader.NextAsync()).Event.ShouldBe(new Price("ACME", 2));
        hub.Publish("ACME", new Price("ACME", 3));
        (await reader.NextAsync()).Event.ShouldBe(new Price("ACME", 3));
        gaps.ShouldBe([gap]);
    }

    [Fact]
    public async Task Is_told_a_gap_when_its_stored_position_has_been_evicted()
    {
        await using var server = await StartAsync(hub: options => options.Retention.MaxEvents = 10);
        var hub = server.Services.GetRequiredService<QuotesHub>();
        var stored = hub.Publish("ACME", new Price("ACME", 0));
        for (var i = 1; i <= 100; i++) hub.Publish("ACME", new Price("ACME", i));
        using var client = Client(server.At("/market/{topic}"));
        await using var reader = Read(client, "ACME", stored);

        (await reader.NextAsync()).Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.Evicted);
        var first = (await reader.NextAsync()).Event.ShouldBeOfType<Price>().Value;
        for (var i = first + 1; i <= 100; i++) (await reader.NextAsync()).Event.ShouldBe(new Price("ACME", i));
        first.ShouldBeGreaterThan(80);
    }

    [Fact]
    public async Task Ends_when_its_topic_is_complete_and_does_not_come_back()
    {
        await using var server = await StartAsync();
        var hub = server.Services.GetRequiredService<QuotesHub>();
        var retries = 0;
        using var client = Client(server.At("/market/{topic}"), options => options.OnRetrying = _ => retries++);
        await using var reader = Read(client, "ACME", SseStart.Earliest);
        hub.Publish("ACME", new Price("ACME", 1));
        (await reader.NextAsync()).Event.ShouldBe(new Price("ACME", 1));

        hub.Topic("ACME").Complete();
        await reader.Ended.Soon();
        await Bounded.Until(() => hub.SubscriberCount == 0, "the server has seen it leave");
        retries.ShouldBe(0);
    }

    [Fact]
    public async Task Heartbeats_keep_a_quiet_stream_open_under_the_watchdog()
    {
        await using var server = await StartAsync();
        var (comments, retries) = (0, 0);
        using var client = Client(server.At("/market"), options =>
        {
            options.MissedHeartbeats = 100;
            options.OnComment = _ => Interlocked.Increment(ref comments);
            options.OnRetrying = _ => retries++;
        });
        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync(cancellationToken: ct));
        await Bounded.Until(() => Volatile.Read(ref comments) >= 4, "heartbeats come");
        server.Services.GetRequiredService<QuotesHub>().Publish(new Price("X", 1));

        (await reader.NextAsync()).Event.ShouldBe(new Price("X", 1));
        retries.ShouldBe(0);
    }

    [Fact]
    public async Task Reads_several_topics_from_the_query_as_one_stream()
    {
        await using var server = await StartAsync(endpoint: options => options.TopicsFromQuery = true);
        var hub = server.Services.GetRequiredService<QuotesHub>();
        using var client = Client(server.At("/market"));
        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync(["A&B", "\u4E2D"], SseStart.Earliest, ct));
        hub.Publish("A&B", new Price("1", 1));
        hub.Publish("else", new Price("2", 2));
        hub.Publish("\u4E2D", new Price("3", 3));

        (await reader.NextAsync()).Topic.ShouldBe("A&B");
        (await reader.NextAsync()).Topic.ShouldBe("\u4E2D");
    }

    private static Task<TestServer> StartAsync(int? port = null, Action<SseHubOptions>? hub = null, Action<SseEndpointOptions>? endpoint = null) =>
        TestServer.StartAsync(
            app => app.MapSse<QuotesHub>("/market/{topic?}", options =>
            {
                options.Retry = TimeSpan.Zero;
                endpoint?.Invoke(options);
            }),
            services => services.AddSse(sse =>
            {
                sse.HeartbeatInterval = TimeSpan.FromMilliseconds(100);
                (sse.ShutdownRetryMin, sse.ShutdownRetryMax) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2));
            }).AddHub<QuotesHub>(hub),
            port);

    private static SseClient<QuotesHub> Client(Uri address, Action<SseClientOptions>? configure = null)
    {
        var options = new SseClientOptions { ReconnectDelay = TimeSpan.Zero, Random = () => 0, MissedHeartbeats = 100 };
        configure?.Invoke(options);
        return new SseClient<QuotesHub>(address, options);
    }

    private static Collector<SseHubMessage> Read(SseClient<QuotesHub> client, string topic, SseStart from) =>
        new(ct => client.ReadAllAsync(topic, from, ct));
}
