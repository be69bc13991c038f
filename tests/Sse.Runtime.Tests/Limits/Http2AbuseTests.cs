using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Limits;

/// <summary>What one connection of HTTP/2 can be used for, and what bounds it. Others are served all the while.</summary>
[Collection(nameof(UsesAllCores))]
public class Http2AbuseTests
{
    [Fact]
    public async Task One_connection_has_a_hundred_streams_and_those_beyond_are_refused_by_the_server()
    {
        const int Most = 100;
        await using var app = await StartAsync();
        await using var client = await Http2Socket.OpenAsync(app);
        var streams = new List<Http2Exchange>();
        for (var i = 0; i < Most; i++) streams.Add(await (await client.StartAsync("GET", "/hub")).HeadersAsync());
        for (var i = 0; i < 20; i++) (await (await client.StartAsync("GET", "/hub")).EndAsync()).ResetWith.ShouldBe(Http2Socket.RefusedStream);
        app.Hub().SubscriberCount.ShouldBe(Most);
        app.Hub().Publish(new Step(7));
        foreach (var stream in streams) (await stream.TextAsync("{\"n\":7}")).IsEnded.ShouldBeFalse();

        await client.ResetAsync(streams[0]);
        await Wait.Until(() => app.Hub().SubscriberCount == Most - 1);
        (await (await client.StartAsync("GET", "/hub")).HeadersAsync()).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Streams_that_are_opened_and_reset_without_a_pause_leave_nothing_behind(int waitFor)
    {
        var attacks = waitFor == 0 ? 10_000 : 2_000;
        await using var app = await StartAsync();
        using var watcher = await WatchAsync(app);
        await ResetAsync(1_000);
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var connections = await ResetAsync(attacks);
        await Wait.Until(() => app.Hub().SubscriberCount == 1 && StreamingHost.Of(app.Services).Limits.Streams == 1);
        await Wait.Until(() => GC.GetTotalMemory(forceFullCollection: true) - memory < 2_000_000);
        await ShouldBeServedAsync(app, watcher);
        Figures.Show($"rapid reset: {attacks} streams opened and reset {(waitFor == 0 ? "at once" : waitFor == 1 ? "at their headers" : "at their first data")}, on {connections} connections since the server ends those that overdo it; nothing of them stayed");

        async Task<int> ResetAsync(int count)
        {
            var (opened, done) = (0, 0);
            while (done < count)
            {
                await using var client = await Http2Socket.OpenAsync(app);
                opened++;
                for (; done < count && !client.IsOver; done++)
                {
                    var stream = await client.StartAsync("GET", "/hub/t");
                    if (waitFor == 1) await stream.HeadersAsync();
                    if (waitFor == 2) await stream.TextAsync("retry: ");
                    await client.ResetAsync(stream);
                }
            }
            return opened;
        }
    }

    [Fact]
    public async Task A_client_that_never_gives_a_window_is_cut_after_the_write_timeout_and_others_notice_nothing()
    {
        await using var app = await StartAsync(TimeSpan.FromMilliseconds(500));
        using var watcher = await WatchAsync(app);
        await using var client = await Http2Socket.OpenAsync(app, window: 0);
        var streams = new List<Http2Exchange>();
        for (var i = 0; i < 50; i++) streams.Add(await client.StartAsync("GET", "/hub"));
        foreach (var stream in streams) await stream.HeadersAsync();
        await Wait.Until(() => app.Hub().SubscriberCount == 51);
        await PublishUntilAsync(app, watcher, () => app.Hub().SubscriberCount == 1);
        foreach (var stream in streams) (await stream.EndAsync()).Body.ShouldBeEmpty();
        await ShouldBeServedAsync(app, watcher);
    }

    [Fact]
    public async Task A_stream_that_shuts_its_window_does_not_hold_up_another_of_its_connection()
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(2));
        await using var client = await Http2Socket.OpenAsync(app, window: 0);
        using var watcher = await WatchAsync(app);
        var shut = await (await client.StartAsync("GET", "/hub")).HeadersAsync();
        var open = await (await client.StartAsync("GET", "/hub")).HeadersAsync();
        await client.SendAsync(Http2Socket.WindowUpdate, 0, open.Id, [0, 0, 0x40, 0]);
        await open.TextAsync("retry: ");
        await client.SendAsync(Http2Socket.WindowUpdate, 0, open.Id, [0x10, 0, 0, 0]);
        await client.SendAsync(Http2Socket.WindowUpdate, 0, 0, [0x10, 0, 0, 0]);
        await PublishUntilAsync(app, watcher, () => shut.IsEnded);
        shut.Body.ShouldBeEmpty();
        app.Hub().Publish(new Step(7));
        (await open.TextAsync("{\"n\":7}")).IsEnded.ShouldBeFalse($"{open.ResetWith} {client.GoneAwayWith} {client.IsOver} {open.Body.Length}");
    }

    [Fact]
    public async Task A_body_on_GET_is_taken_up_to_a_window_and_the_stream_is_served()
    {
        await using var app = await StartAsync();
        await using var client = await Http2Socket.OpenAsync(app);
        var stream = await (await client.StartAsync("GET", "/hub", isWhole: false)).TextAsync("retry: ");
        for (var i = 0; i < 6; i++) await client.SendAsync(Http2Socket.Data, 0, stream.Id, new byte[16_000]);
        app.Hub().Publish(new Step(7));
        (await stream.TextAsync("{\"n\":7}")).IsEnded.ShouldBeFalse();
        // Nobody reads it, so the server takes no more of it than it said at first.
        stream.WindowGiven.ShouldBe(0);
        await client.ResetAsync(stream);
        await Wait.Until(() => app.Hub().SubscriberCount == 0);
        (await (await client.StartAsync("GET", "/hub")).HeadersAsync()).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Headers_that_come_slowly_are_waited_for_as_long_as_the_server_says(int version)
    {
        await using var app = await StartAsync(headers: TimeSpan.FromSeconds(1));
        using var watcher = await WatchAsync(app);
        if (version == 1)
        {
            using var client = await RawClient.SendTextAsync(app, "GET /hub HTTP/1.1\r\nHost: a\r\nX-Slow: ");
            (await client.ReadUntilAsync("\r\n\r\n")).ShouldStartWith("HTTP/1.1 408");
        }
        else
        {
            await using var client = await Http2Socket.OpenAsync(app);
            var stream = client.Begin();
            await client.SendAsync(Http2Socket.Headers, Http2Socket.EndStream, stream.Id, Http2Socket.Encode([(":method", "GET"), (":path", "/hub")]));
            await stream.EndAsync();
            client.IsOver.ShouldBeTrue();
        }
        app.Hub().SubscriberCount.ShouldBe(1);
        await ShouldBeServedAsync(app, watcher);
    }

    private static Task<TestApp> StartAsync(TimeSpan? writeTimeout = null, TimeSpan? headers = null) => HubApp.StartAsync(
        sse: o =>
        {
            if (writeTimeout is { } timeout) o.WriteTimeout = timeout;
            o.Limits.MaxStreams = 100_000;
        },
        services: services =>
        {
            if (headers is { } most) services.Configure<KestrelServerOptions>(o => o.Limits.RequestHeadersTimeout = most);
        });

    private static async Task<EventReader> WatchAsync(TestApp app)
    {
        var watcher = await app.OpenAsync("/hub");
        await watcher.NextAsync();
        return watcher;
    }

    // A server takes 64 KiB for a client that takes nothing, before anybody has to wait for it.
    private static async Task PublishUntilAsync(TestApp app, EventReader watcher, Func<bool> condition)
    {
        for (var i = 0; i < 64; i++)
        {
            app.Hub().Publish(new Text(new string('x', 16_000)));
            await watcher.NextAsync();
        }
        await Wait.Until(condition);
    }

    private static async Task ShouldBeServedAsync(TestApp app, EventReader watcher)
    {
        app.Hub().Publish(new Step(77_777));
        while (await watcher.NextAsync() is { } block)
            if (block.EndsWith("{\"n\":77777}", StringComparison.Ordinal)) return;
        throw new EndOfStreamException();
    }
}
