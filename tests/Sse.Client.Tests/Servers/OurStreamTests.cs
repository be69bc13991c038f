using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.Servers;

/// <summary>Against our own per-request streams, directly and through nginx.</summary>
public class OurStreamTests
{
    private const int Events = 300;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gets_every_event_exactly_once_through_many_cut_connections_and_stays_away_at_the_end(bool throughNginx)
    {
        var (connections, cut) = (0, new HashSet<int>());
        await using var server = await TestServer.StartAsync(app => app.MapGet("/count", (HttpContext http) => SseResults.Stream(
            async (stream, ct) =>
            {
                Interlocked.Increment(ref connections);
                _ = int.TryParse(stream.LastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var last);
                for (var id = last + 1; id <= Events; id++)
                {
                    await stream.PublishAsync(new SseRawEvent($"event {id}\nof {Events}") { Event = "count", Id = $"{id}" }, ct);
                    // Cut with what was written still on its way, or in our own words: neither may lose or double anything.
                    if (id % 10 == 0 && cut.Add(id)) http.Abort();
                    if (id % 37 == 0 && cut.Add(id)) throw new InvalidOperationException("The handler has a bad day.");
                }
            },
            new SseStreamOptions { Retry = TimeSpan.Zero })));
        await using var nginx = throughNginx ? await Nginx.StartAsync(server.Port) : null;
        var retries = 0;
        var options = new SseClientOptions
        {
            ReconnectDelay = TimeSpan.Zero,
            Random = () => 0,
            OnRetrying = _ => retries++,
            // What a proxy says for a server that breaks off before its headers.
            TemporaryStatuses = { HttpStatusCode.BadGateway },
        };
        using var client = new SseClient(nginx?.At("/count") ?? server.At("/count"), options);
        await using var reader = Collect.From(client);

        for (var id = 1; id <= Events; id++)
        {
            var message = await reader.NextAsync();
            (message.Type, message.Text, message.LastEventId).ShouldBe(("count", $"event {id}\nof {Events}", $"{id}"));
        }
        await reader.Ended.Soon();
        reader.IsEmpty.ShouldBeTrue();
        client.LastEventId.ShouldEndWith("~end");
        retries.ShouldBeGreaterThan(10);
        connections.ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gets_each_event_when_it_is_published_and_heartbeats_between(bool throughNginx)
    {
        var next = new SemaphoreSlim(0);
        await using var server = await TestServer.StartAsync(
            app => app.MapGet("/live", () => SseResults.Stream(async (stream, ct) =>
            {
                for (var i = 0; ; i++)
                {
                    await next.WaitAsync(ct);
                    await stream.PublishAsync(new SseRawEvent($"{i}"), ct);
                }
            })),
            services => services.AddSse(sse => sse.HeartbeatInterval = TimeSpan.FromMilliseconds(100)));
        await using var nginx = throughNginx ? await Nginx.StartAsync(server.Port) : null;
        var (comments, retries) = (0, 0);
        var options = new SseClientOptions { MissedHeartbeats = 100, OnComment = _ => Interlocked.Increment(ref comments), OnRetrying = _ => retries++ };
        using var client = new SseClient(nginx?.At("/live") ?? server.At("/live"), options);
        await using var reader = Collect.From(client);

        for (var i = 0; i < 3; i++)
        {
            next.Release();
            (await reader.NextTextAsync()).ShouldBe($"{i}");
            var seen = comments;
            await Bounded.Until(() => Volatile.Read(ref comments) > seen, "a heartbeat comes");
        }
        retries.ShouldBe(0);
    }

    [Fact]
    public async Task Comes_back_after_a_shutdown_when_the_goodbye_says_and_resumes()
    {
        var asked = new List<string>();
        var port = LocalPort.Free();
        var test = new TestOptions();
        using var client = new SseClient(new Uri($"http://127.0.0.1:{port}/live"), test.Options);
        Collector<SseMessage> reader;
        await using (var first = await StartAsync())
        {
            reader = Collect.From(client);
            (await reader.NextAsync()).LastEventId.ShouldBe("1");
            await first.StopAsync();
        }
        await using var collected = reader;
        var goodbye = await test.RetryAsync();
        goodbye.Reason.ShouldBe(SseRetryReason.EndOfStream);
        goodbye.Delay.ShouldBeInRange(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(140), "60 to 70 s, with as much jitter on top at most");

        await using var second = await StartAsync();
        await Bounded.Until(() => test.Time.ArmedTimers > 0, "the client waits");
        test.Time.Advance(goodbye.Delay);
        (await reader.NextAsync()).LastEventId.ShouldBe("2");
        asked.ShouldBe(["", "1"]);

        Task<TestServer> StartAsync() => TestServer.StartAsync(
            app => app.MapGet("/live", () => SseResults.Stream(async (stream, ct) =>
            {
                asked.Add(stream.LastEventId);
                await stream.PublishAsync(new SseRawEvent("x") { Id = stream.LastEventId.Length == 0 ? "1" : "2" }, ct);
                await new TaskCompletionSource().Task.WaitAsync(ct);
            })),
            services => services.AddSse(sse => (sse.ShutdownRetryMin, sse.ShutdownRetryMax) = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(70))),
            port);
    }
}
