using System.Globalization;
using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Builder;

namespace Sse.Tests.Streams;

public class PublishingTests
{
    private const string Opening = ": heartbeat=15000\nretry: 3000";

    [Fact]
    public async Task Writes_id_and_retry_before_the_event()
    {
        var blocks = await BlocksOfAsync(async stream =>
        {
            await stream.PublishAsync(new Tick(1), new SsePublishOptions { Id = "7", Retry = TimeSpan.FromMilliseconds(1_500.9) });
            await stream.PublishAsync(new Note("hello"));
            await stream.PublishAsync(new SseRawEvent("a\r\nb\rc") { Event = "raw", Id = "8", Retry = TimeSpan.Zero });
            await stream.PublishAsync(new SseRawEvent("x\ny"u8.ToArray()) { Event = "message" });
            await stream.PublishAsync(new SseRawEvent(""));
            await stream.CommentAsync("so\ndata: far");
        });

        blocks.ShouldBe(
        [
            Opening,
            "id: 7\nretry: 1500\nevent: tick\ndata: {\"n\":1}",
            "data: {\"text\":\"hello\"}",
            "id: 8\nretry: 0\nevent: raw\ndata: a\ndata: b\ndata: c",
            "data: x\ndata: y",
            "data: ",
            ": so\n: data: far",
            "id: 8~end",
        ]);
    }

    [Fact]
    public async Task Streams_what_an_enumerable_yields()
    {
        await using var app = await TestApp.StartAsync(app =>
        {
            app.MapGet("/events", () => SseResults.Stream(Of(new Tick(1), new Tick(2))));
            app.MapGet("/items", () => SseResults.Stream(Of(
                new SseItem<Tick>(new Tick(1)),
                new SseItem<Tick>(new Tick(2), "tick") { EventId = "2", ReconnectionInterval = TimeSpan.FromSeconds(1) },
                new SseItem<Tick>(new Tick(3), "tock") { EventId = "3" })));
            app.MapGet("/notes", () => SseResults.Stream(Of(new SseItem<Note>(new Note("a")), new SseItem<Note>(new Note("b"), "special"))));
        });

        using var events = await app.OpenAsync("/events");
        (await events.RestAsync()).ShouldBe([Opening, "event: tick\ndata: {\"n\":1}", "event: tick\ndata: {\"n\":2}", "id: ~end"]);
        using var items = await app.OpenAsync("/items");
        (await items.RestAsync()).ShouldBe(
        [
            Opening,
            "event: tick\ndata: {\"n\":1}",
            "id: 2\nretry: 1000\nevent: tick\ndata: {\"n\":2}",
            "id: 3\nevent: tock\ndata: {\"n\":3}",
            "id: 3~end",
        ]);
        using var notes = await app.OpenAsync("/notes");
        (await notes.RestAsync()).ShouldBe([Opening, "data: {\"text\":\"a\"}", "event: special\ndata: {\"text\":\"b\"}", "id: ~end"]);
    }

    [Fact]
    public async Task A_publish_that_fails_leaves_the_stream_as_it_was()
    {
        var half = ((char)0xD800).ToString();
        var blocks = await BlocksOfAsync(async stream =>
        {
            Thrown(() => stream.PublishAsync(new Reading(double.NaN)));
            await stream.PublishAsync(new Reading(1.5));
            Thrown(() => stream.PublishAsync(new Tick(1), new SsePublishOptions { Id = "7\ndata: forged" })).Message.ShouldStartWith("id: ");
            Thrown(() => stream.PublishAsync(new SseRawEvent("x") { Event = "a\nid: 9" })).Message.ShouldStartWith("event: ");
            Thrown(() => stream.PublishAsync(new SseRawEvent("x" + half))).Message.ShouldStartWith("data: ");
            Thrown(() => stream.PublishAsync(new SseRawEvent(new byte[] { 0xFF }))).Message.ShouldStartWith("data: ");
            Thrown(() => stream.PublishAsync(new Tick(1), new SsePublishOptions { Retry = TimeSpan.FromSeconds(-1) })).Message.ShouldStartWith("retry: ");
            Thrown(() => stream.CommentAsync(half)).Message.ShouldStartWith("comment: ");
            Thrown(() => stream.PublishAsync(new Tick(1), new SsePublishOptions { Id = "7~end" })).Message.ShouldStartWith("id: ");
            await stream.PublishAsync(new Tick(2));
        });

        blocks.ShouldBe([Opening, "event: reading\ndata: {\"value\":1.5}", "event: tick\ndata: {\"n\":2}", "id: ~end"]);
    }

    [Fact]
    public async Task What_is_wrong_with_an_event_is_thrown_at_once_and_all_else_comes_through_the_task()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var left = new TaskCompletionSource<SseStream>();
        await BlocksOfAsync(async stream =>
        {
            stream.PublishAsync(new Tick(1), gone.Token).AsTask().IsCanceled.ShouldBeTrue();
            stream.PublishAsync(new Failing(1), CancellationToken.None).AsTask().IsFaulted.ShouldBeTrue();
            Thrown(() => stream.PublishAsync(new Reading(double.NaN), gone.Token));
            left.SetResult(stream);
            await Task.CompletedTask;
        });

        var over = await left.Task;
        over.PublishAsync(new Tick(1), CancellationToken.None).AsTask().IsCanceled.ShouldBeTrue();
        over.CommentAsync("late", CancellationToken.None).AsTask().IsCanceled.ShouldBeTrue();
        Thrown(() => over.PublishAsync(new Reading(double.NaN), CancellationToken.None));
    }

    [Fact]
    public async Task Tasks_that_publish_at_once_keep_their_own_order_and_every_block_whole()
    {
        const int Tasks = 8, Each = 200;
        var blocks = await BlocksOfAsync(stream => Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            for (var n = 0; n < Each; n++)
                await stream.PublishAsync(new SseRawEvent($"{n}\n{new string('x', n * 40)}") { Event = $"task{task}" });
        }))));

        blocks = blocks[1..^1];
        blocks.Count.ShouldBe(Tasks * Each);
        foreach (var ofTask in blocks.GroupBy(block => block.Split('\n')[0]))
            ofTask.ShouldBe(Enumerable.Range(0, Each).Select(n => $"{ofTask.Key}\ndata: {n}\ndata: {new string('x', n * 40)}"));
    }

    [Fact]
    public async Task What_is_published_during_a_write_leaves_without_another_publish()
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream(async (stream, ct) =>
        {
            // Not one of them is waited for.
            var all = Enumerable.Range(0, 100).Select(n => stream.PublishAsync(new SseRawEvent(new string('x', 50_000)) { Id = $"{n}" }, ct).AsTask()).ToArray();
            await read.Task.WaitAsync(ct);
            await Task.WhenAll(all);
        })));

        using var reader = await app.OpenAsync("/");
        await reader.NextAsync();
        for (var n = 0; n < 100; n++) (await reader.NextAsync())!.Split('\n')[0].ShouldBe($"id: {n}");
        read.SetResult();
        (await reader.RestAsync()).ShouldBe(["id: 99~end"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_event_larger_than_every_buffer_arrives_whole(int version)
    {
        var data = string.Concat(Enumerable.Range(0, 200_000).Select(n => n.ToString(CultureInfo.InvariantCulture)));
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream((stream, ct) => stream.PublishAsync(new SseRawEvent(data), ct).AsTask())));

        using var reader = await app.OpenAsync("/", version);
        (await reader.RestAsync()).ShouldBe([Opening, $"data: {data}", "id: ~end"]);
    }

    [Fact]
    public async Task The_culture_changes_no_byte()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("fa-IR").Clone();
        culture.NumberFormat.NegativeSign = "minus";
        var blocks = await BlocksOfAsync(async stream =>
        {
            CultureInfo.CurrentCulture = culture;
            await stream.PublishAsync(new Tick(-5), new SsePublishOptions { Retry = TimeSpan.FromSeconds(12_345.678) });
        });

        blocks[1].ShouldBe("retry: 12345678\nevent: tick\ndata: {\"n\":-5}");
    }

    [Fact]
    public async Task A_cancelled_token_of_the_callers_own_stops_one_publish_and_not_the_stream()
    {
        var blocks = await BlocksOfAsync(async stream =>
        {
            using var own = new CancellationTokenSource();
            await own.CancelAsync();
            (await Should.ThrowAsync<OperationCanceledException>(async () => await stream.PublishAsync(new Tick(1), own.Token))).CancellationToken.ShouldBe(own.Token);
            await stream.PublishAsync(new Tick(2));
        });

        blocks.ShouldBe([Opening, "event: tick\ndata: {\"n\":2}", "id: ~end"]);
    }

    private static async Task<List<string>> BlocksOfAsync(Func<SseStream, Task> handler)
    {
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream((stream, _) => handler(stream))));
        using var reader = await app.OpenAsync("/");
        var blocks = await reader.RestAsync();
        app.Log.Errors.ShouldBeEmpty();
        return blocks;
    }

    private static async IAsyncEnumerable<T> Of<T>(params T[] values)
    {
        foreach (var value in values)
        {
            await Task.Yield();
            yield return value;
        }
    }

    /// <summary>What is thrown by the call itself, before there is a task.</summary>
    private static ArgumentException Thrown(Func<ValueTask> publish) => Should.Throw<ArgumentException>(() => { _ = publish().AsTask(); });
}
