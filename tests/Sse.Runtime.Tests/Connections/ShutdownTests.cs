using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Connections;

/// <summary>The host gives every application here five minutes to stop, and every wait is bounded by thirty seconds.</summary>
public class ShutdownTests
{
    [Fact]
    public async Task Every_open_stream_gets_a_wait_of_its_own_and_a_clean_end()
    {
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream((_, ct) => Wait.Forever(ct))));
        var readers = new List<EventReader>();
        for (var i = 0; i < 20; i++) readers.Add(await app.OpenAsync("/", version: (i % 2) + 1, lastEventId: i % 4 < 2 ? null : "41"));
        foreach (var reader in readers) await reader.NextAsync();

        var stop = app.StopAsync();

        var waits = new List<int>();
        foreach (var reader in readers)
        {
            var goodbye = (await reader.RestAsync()).ShouldHaveSingleItem();
            goodbye.ShouldStartWith("retry: ");
            waits.Add(int.Parse(goodbye["retry: ".Length..], CultureInfo.InvariantCulture));
        }
        await stop;
        waits.ShouldAllBe(wait => wait >= 1_000 && wait <= 5_000);
        waits.Distinct().Count().ShouldBeGreaterThan(1);
        app.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_does_not_end_by_itself_holds_the_host()
    {
        var release = new TaskCompletionSource();
        await using var app = await TestApp.StartAsync(app =>
        {
            app.MapGet("/", () => SseResults.Stream((_, ct) => Wait.Forever(ct)));
            app.MapGet("/parked", async (HttpContext http) =>
            {
                await http.Response.Body.FlushAsync();
                await release.Task;
            });
        });
        using var reader = await app.OpenAsync("/");
        using var parked = await app.OpenAsync("/parked");

        var stop = app.StopAsync();
        await reader.RestAsync();

        stop.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await stop;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_handler_that_ignores_its_token_is_left_behind(int version)
    {
        var release = new TaskCompletionSource();
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream((_, _) => release.Task)));
        using var reader = await app.OpenAsync("/", version);
        await reader.NextAsync();

        var stop = app.StopAsync();

        (await reader.RestAsync()).ShouldHaveSingleItem().ShouldStartWith("retry: ");
        await stop;
        app.Log.OfSse.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Warning);
        release.SetResult();
    }

    [Fact]
    public async Task What_a_handler_that_was_left_behind_throws_later_is_logged()
    {
        var release = new TaskCompletionSource();
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream((_, _) => release.Task)));
        using var reader = await app.OpenAsync("/");
        await reader.NextAsync();
        await app.StopAsync();

        var failure = new InvalidOperationException("on purpose");
        // Behind one that says no more than that the stream was closed.
        release.SetException([new OperationCanceledException(), failure]);

        await Wait.Until(() => app.Log.Errors.Count > 0);
        var entry = app.Log.Errors.ShouldHaveSingleItem();
        (entry.Category, entry.Exception).ShouldBe(("Sse", failure));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_client_that_never_reads_is_cut(int version)
    {
        var conductor = new Conductor();
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream(conductor.RunAsync)));
        using var reader = await app.OpenAsync("/", version);
        var stream = await conductor.Started;
        var publish = stream.PublishAsync(new SseRawEvent(new byte[16 * 1024 * 1024]), TestContext.Current.CancellationToken);

        await app.StopAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => publish.Bounded());
        await Should.ThrowAsync<IOException>(reader.RestAsync);
    }

    [Fact]
    public async Task An_event_that_is_being_written_is_written_to_its_end()
    {
        var data = new string('x', 8 * 1024 * 1024);
        var conductor = new Conductor();
        await using var app = await TestApp.StartAsync(
            app => app.MapGet("/", () => SseResults.Stream(conductor.RunAsync)),
            services => services.AddSse(options => options.ShutdownGracePeriod = TimeSpan.FromMinutes(1)));
        using var reader = await app.OpenAsync("/");
        await reader.NextAsync();
        var stream = await conductor.Started;
        var publish = stream.PublishAsync(new SseRawEvent(data) { Id = "1" }, TestContext.Current.CancellationToken);

        var stop = app.StopAsync();

        var rest = await reader.RestAsync();
        rest[0].ShouldBe($"id: 1\ndata: {data}");
        rest[1].ShouldStartWith("retry: ");
        rest.Count.ShouldBe(2);
        await publish.Bounded();
        await stop;
    }

    [Fact]
    public async Task A_request_that_arrives_while_stopping_is_sent_away_with_a_wait()
    {
        var arrived = new TaskCompletionSource();
        var ran = false;
        await using var app = await TestApp.StartAsync(app =>
        {
            app.Use(async (http, next) =>
            {
                var stopping = new TaskCompletionSource();
                await using var registration = app.Lifetime.ApplicationStopping.Register(stopping.SetResult);
                arrived.SetResult();
                await stopping.Task;
                await next(http);
            });
            app.MapGet("/", () => SseResults.Stream((_, _) =>
            {
                ran = true;
                return Task.CompletedTask;
            }));
        });
        var opening = app.OpenAsync("/");
        await arrived.Task.Bounded();

        var stop = app.StopAsync();

        using var reader = await opening;
        (await reader.RestAsync()).ShouldHaveSingleItem().ShouldMatch("^: heartbeat=15000\nretry: [1-5][0-9]{3}$");
        await stop;
        ran.ShouldBeFalse();
    }

    [Fact]
    public async Task The_waits_and_the_grace_period_are_the_applications()
    {
        await using var app = await TestApp.StartAsync(
            app => app.MapGet("/", () => SseResults.Stream((_, ct) => Wait.Forever(ct))),
            services => services.AddSse(options => options.ShutdownRetryMin = options.ShutdownRetryMax = TimeSpan.FromMilliseconds(42)));
        using var reader = await app.OpenAsync("/");
        await reader.NextAsync();

        var stop = app.StopAsync();

        (await reader.RestAsync()).ShouldBe(["retry: 42"]);
        await stop;
    }

    [Fact]
    public async Task A_callback_that_fails_keeps_no_one_from_stopping()
    {
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream(async (stream, ct) =>
        {
            stream.Closed.Register(() => throw new InvalidOperationException("on purpose"));
            await stream.CommentAsync("registered", ct);
            await Wait.Forever(ct);
        })));
        using var reader = await app.OpenAsync("/");
        await reader.NextAsync();
        (await reader.NextAsync()).ShouldBe(": registered");

        var stop = app.StopAsync();

        (await reader.RestAsync()).ShouldHaveSingleItem().ShouldStartWith("retry: ");
        await stop;
        // It is said behind the last callback, while the host may have stopped already.
        await Wait.Until(() => app.Log.Errors.Count > 0);
        app.Log.Errors.ShouldHaveSingleItem().Exception.ShouldBeOfType<AggregateException>();
    }

    [Fact]
    public async Task Hosts_in_one_process_stop_each_on_its_own()
    {
        static void Map(WebApplication app) => app.MapGet("/", () => SseResults.Stream((_, ct) => Wait.Forever(ct)));
        await using var first = await TestApp.StartAsync(Map);
        await using var second = await TestApp.StartAsync(Map);
        using var ofFirst = await first.OpenAsync("/");
        using var ofSecond = await second.OpenAsync("/");
        await ofFirst.NextAsync();
        await ofSecond.NextAsync();

        await first.StopAsync();

        (await ofFirst.RestAsync()).Count.ShouldBe(1);
        second.Lifetime.ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
        var stop = second.StopAsync();
        (await ofSecond.RestAsync()).Count.ShouldBe(1);
        await stop;
    }
}
