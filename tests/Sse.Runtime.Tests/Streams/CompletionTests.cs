using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Sse.Tests.Streams;

public class CompletionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_handler_that_returns_has_finished_and_is_not_run_again(int version)
    {
        var conductor = new Conductor();
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream(conductor.RunAsync)));
        using var reader = await app.OpenAsync("/", version);
        await conductor.PublishAsync(1, id: "a/1");
        await conductor.PublishAsync(2);
        await conductor.ReturnAsync();

        (await reader.RestAsync())[^1].ShouldBe("id: a/1~end");
        using var again = await app.OpenAsync("/", version, lastEventId: "a/1~end");
        again.Response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var byQuery = await app.OpenAsync("/?lastEventId=a%2F1~end", version);
        byQuery.Response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        conductor.Runs.ShouldBe(1);
    }

    [Theory]
    [InlineData(null, "id: ~end")]
    [InlineData("41", "id: 41~end")]
    public async Task Without_an_id_of_its_own_the_last_block_has_the_clients(string? lastEventId, string expected)
    {
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream((stream, ct) => stream.PublishAsync(new Tick(1), ct).AsTask())));

        using var reader = await app.OpenAsync("/", lastEventId: lastEventId);
        (await reader.RestAsync())[^1].ShouldBe(expected);
    }

    [Fact]
    public async Task The_last_block_has_the_id_of_the_last_event_though_nobody_waited_for_it()
    {
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream((stream, ct) =>
        {
            for (var n = 1; n <= 20; n++) _ = stream.PublishAsync(new SseRawEvent(new string('x', 100_000)) { Id = $"{n}" }, ct).AsTask();
            return Task.CompletedTask;
        })));

        using var reader = await app.OpenAsync("/");
        var blocks = await reader.RestAsync();
        blocks.Count.ShouldBe(22);
        blocks[^2].ShouldStartWith("id: 20\n");
        blocks[^1].ShouldBe("id: 20~end");
    }

    [Fact]
    public async Task The_last_block_has_a_short_wait_of_its_own()
    {
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream((_, _) => Task.CompletedTask)));
        var waits = new HashSet<string>();
        for (var i = 0; i < 10; i++)
        {
            using var reader = await app.OpenAsync("/");
            await reader.NextAsync();
            waits.Add((await reader.NextRawAsync())!);
        }
        waits.Count.ShouldBeGreaterThan(1);
        foreach (var block in waits) block.ShouldMatch("^id: ~end\nretry: ([2-9][0-9]{2}|1000)$");
    }

    [Fact]
    public async Task An_id_too_long_to_be_read_back_with_the_mark_is_left_out()
    {
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream((_, _) => Task.CompletedTask)));

        using var longest = await app.OpenAsync("/", lastEventId: new string('x', 252));
        (await longest.RestAsync())[^1].ShouldBe($"id: {new string('x', 252)}~end");
        using var longer = await app.OpenAsync("/", lastEventId: new string('x', 253));
        (await longer.RestAsync())[^1].ShouldBe("id: ~end");
    }

    [Fact]
    public async Task A_stream_that_is_to_be_reopened_never_completes()
    {
        var runs = 0;
        string? seen = null;
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream(
            (stream, ct) =>
            {
                runs++;
                seen = stream.LastEventId;
                return stream.PublishAsync(new Tick(1), new SsePublishOptions { Id = "1" }, ct).AsTask();
            },
            new SseStreamOptions { CompleteOnReturn = false })));

        using var reader = await app.OpenAsync("/");
        (await reader.RestAsync()).ShouldBe([": heartbeat=15000\nretry: 3000", "id: 1\nevent: tick\ndata: {\"n\":1}"]);
        using var again = await app.OpenAsync("/", lastEventId: "1~end");
        again.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        runs.ShouldBe(2);
        seen.ShouldBe("1~end");
    }

    [Fact]
    public async Task A_handler_that_returns_because_the_host_stops_has_not_finished()
    {
        // Its callback is registered last, so it runs before anyone else learns of the shutdown.
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", (IHostApplicationLifetime lifetime) => SseResults.Stream(async (stream, ct) =>
        {
            await stream.PublishAsync(new Tick(1), new SsePublishOptions { Id = "1" }, ct);
            var stopping = new TaskCompletionSource();
            await using var registration = lifetime.ApplicationStopping.Register(stopping.SetResult);
            await stopping.Task;
        })));
        using var reader = await app.OpenAsync("/");
        await reader.NextAsync();
        await reader.NextAsync();

        var stop = app.StopAsync();

        (await reader.RestAsync()).ShouldHaveSingleItem().ShouldMatch("^retry: [0-9]+$");
        await stop;
    }
}
