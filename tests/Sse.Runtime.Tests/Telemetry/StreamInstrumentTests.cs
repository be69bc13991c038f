using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Sse.Tests.Hub;

namespace Sse.Tests.Telemetry;

public class StreamInstrumentTests
{
    private const string OfHub = "sse.hub=TestHub http.route=/hub/{topic?}";

    [Fact]
    public async Task Open_streams_are_counted_from_their_beginning_to_their_end()
    {
        await using var app = await HubApp.StartAsync();
        using var first = await app.OpenAsync("/hub/a");
        // Who listens later is told of those that are open already.
        using var measured = new Measured(app.Services);
        using var second = await app.OpenAsync("/hub/b", version: 2);

        await Wait.Until(() => app.Hub().SubscriberCount == 2);
        measured.Of("sse.server.active_streams").ShouldBe([$"2 {OfHub}"]);
        first.Dispose();
        await Wait.Until(() => app.Hub().SubscriberCount == 1);
        await Wait.Until(() => measured.Of("sse.server.active_streams").Single() == $"1 {OfHub}");
    }

    [Fact]
    public async Task An_ended_stream_tells_how_long_it_was_open_and_why_it_ended()
    {
        var time = new FakeTimeProvider();
        await using var app = await HubApp.StartAsync(time: time);
        using var measured = new Measured(app.Services);
        using var left = await app.OpenAsync("/hub/a");
        using var disconnected = await app.OpenAsync("/hub/b");
        using var completed = await app.OpenAsync("/hub/c");
        await Wait.Until(() => app.Hub().SubscriberCount == 3);

        time.Advance(TimeSpan.FromSeconds(2));
        left.Dispose();
        await Wait.Until(() => measured.Of("sse.server.stream.duration").Count == 1);
        time.Advance(TimeSpan.FromSeconds(3));
        app.Hub().Topic("b").Disconnect();
        await Wait.Until(() => measured.Of("sse.server.stream.duration").Count == 2);
        app.Hub().Topic("c").Complete();
        await Wait.Until(() => measured.Of("sse.server.stream.duration").Count == 3);

        measured.Of("sse.server.stream.duration").ShouldBe(
            [$"2 {OfHub} sse.end.reason=client_gone", $"5 {OfHub} sse.end.reason=disconnected", $"5 {OfHub} sse.end.reason=completed"]);
        measured.Of("sse.server.active_streams").ShouldBe([$"0 {OfHub}"]);
    }

    [Fact]
    public async Task A_handlers_stream_is_counted_by_its_route()
    {
        await using var app = await HubApp.StartAsync(map: app =>
        {
            app.MapGet("/own/{id}", (string id) => SseResults.Stream(async (stream, closed) =>
            {
                await stream.PublishAsync(new Tick(1), closed);
                await stream.CommentAsync("not counted", closed);
                await stream.PublishAsync(new Tick(22), closed);
                if (id == "fails") throw new InvalidOperationException("on purpose");
                if (id == "waits") await Wait.Forever(closed);
            }));
        });
        using var measured = new Measured(app.Services);
        using (var returned = await app.OpenAsync("/own/returns")) await returned.RestAsync();
        using (var failed = await app.OpenAsync("/own/fails")) await Should.ThrowAsync<IOException>(failed.RestAsync);
        using (var left = await app.OpenAsync("/own/waits"))
        {
            await left.NextAsync();
            measured.Of("sse.server.active_streams").ShouldContain("1 http.route=/own/{id}");
        }

        await Wait.Until(() => measured.Of("sse.server.stream.duration").Count == 3);
        measured.Of("sse.server.stream.duration").Select(line => line.Split(' ', 2)[1]).Order(StringComparer.Ordinal).ShouldBe(
            ["http.route=/own/{id} sse.end.reason=client_gone", "http.route=/own/{id} sse.end.reason=completed", "http.route=/own/{id} sse.end.reason=failed"]);
        measured.Of("sse.server.delivered.events").ShouldBe(["6 http.route=/own/{id}"]);
        // event: tick, data: {"n":1}, a blank line.
        measured.Of("sse.server.delivered.io").ShouldBe([$"{3 * (("event: tick\ndata: {\"n\":1}\n\n".Length * 2) + 1)} http.route=/own/{{id}}"]);
        measured.Of("sse.server.active_streams").ShouldBe(["0 http.route=/own/{id}"]);
    }

    [Fact]
    public async Task Who_is_turned_away_is_counted_by_the_limit()
    {
        await using var app = await HubApp.StartAsync(
            hub: o =>
            {
                o.MaxSubscribers = 2;
                o.Limits.MaxStreamsPerTopic = 1;
            },
            sse: o => o.Limits.MaxStreams = 3,
            map: app => app.MapGet("/own", () => SseResults.Stream((_, closed) => Wait.Forever(closed))));
        using var measured = new Measured(app.Services);
        using var first = await app.OpenAsync("/hub/a");
        using var sameTopic = await app.OpenAsync("/hub/a");
        await sameTopic.RestAsync();
        using var second = await app.OpenAsync("/hub/b");
        using var third = await app.OpenAsync("/hub/c");
        await third.RestAsync();
        using var own = await app.OpenAsync("/own");
        await own.NextAsync();
        using var beyond = await app.OpenAsync("/own");
        await beyond.RestAsync();

        measured.Of("sse.server.refused_streams").ShouldBe(
        [
            $"1 {OfHub} sse.refusal.reason=max_streams_per_topic",
            $"1 {OfHub} sse.refusal.reason=max_subscribers",
            "1 http.route=/own sse.refusal.reason=max_streams",
        ]);
        measured.Sum("sse.server.active_streams").ShouldBe(3);
    }

    [Fact]
    public async Task Who_is_refused_is_counted_by_the_answer()
    {
        await using var app = await HubApp.StartAsync(o =>
        {
            o.AuthorizeTopic = topic => new(topic.Topic != "secret");
            o.OnConnecting = connecting =>
            {
                if (connecting.Topics[0] == "gone") connecting.Refuse(StatusCodes.Status410Gone);
                return default;
            };
        });
        using var measured = new Measured(app.Services);

        foreach (var (path, status) in new[] { ("/hub/secret", HttpStatusCode.Unauthorized), ("/hub/gone", HttpStatusCode.Gone), ($"/hub/{new string('x', 300)}", HttpStatusCode.BadRequest) })
        {
            using var answer = await app.Http1.GetAsync(path, TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(status);
        }

        measured.Of("sse.server.refused_streams").ShouldBe(
            [$"1 {OfHub} sse.refusal.reason=unauthorized", $"1 {OfHub} sse.refusal.reason=rejected", $"1 {OfHub} sse.refusal.reason=bad_request"]);
    }
}
