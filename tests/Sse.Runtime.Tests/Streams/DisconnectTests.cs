using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Streams;

public class DisconnectTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_client_that_leaves_closes_the_stream_and_that_is_no_error(int version)
    {
        var conductor = new Conductor();
        await using var app = await StartAsync(conductor);
        var reader = await app.OpenAsync("/", version);
        var stream = await conductor.Started;

        reader.Dispose();

        await ClosingOf(stream);
        var error = await Should.ThrowAsync<OperationCanceledException>(async () => await stream.PublishAsync(new Tick(1)));
        error.CancellationToken.ShouldBe(stream.Closed);
        (await Should.ThrowAsync<OperationCanceledException>(async () => await stream.CommentAsync("x"))).CancellationToken.ShouldBe(stream.Closed);
        await conductor.Ended;
        await app.StopAsync();
        app.Log.Errors.ShouldBeEmpty();
        app.Log.OfSse.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_publish_that_waits_for_a_stalled_client_ends_when_the_client_leaves(int version)
    {
        var conductor = new Conductor();
        await using var app = await StartAsync(conductor);
        var reader = await app.OpenAsync("/", version);
        var stream = await conductor.Started;

        // More than all buffers on the way: it can't be done before the client is gone.
        var publish = stream.PublishAsync(new SseRawEvent(new byte[16 * 1024 * 1024]), TestContext.Current.CancellationToken);
        var behind = stream.PublishAsync(new Tick(1), TestContext.Current.CancellationToken);
        reader.Dispose();

        (await Should.ThrowAsync<OperationCanceledException>(() => publish.Bounded())).CancellationToken.ShouldBe(stream.Closed);
        await Should.ThrowAsync<OperationCanceledException>(() => behind.Bounded());
        await conductor.Ended;
        await app.StopAsync();
        app.Log.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_handler_that_throws_fails_its_request_as_any_endpoint_does_and_its_client_sees_no_end(int version)
    {
        var conductor = new Conductor();
        await using var app = await StartAsync(conductor);
        using var reader = await app.OpenAsync("/", version);
        await reader.NextAsync();
        await conductor.PublishAsync(1, id: "1");
        (await reader.NextAsync()).ShouldBe("id: 1\nevent: tick\ndata: {\"n\":1}");

        var failure = new InvalidOperationException("on purpose");
        _ = conductor.DoAsync(_ => throw failure);

        await Should.ThrowAsync<IOException>(reader.RestAsync);
        await app.StopAsync();
        var entry = app.Log.Errors.ShouldHaveSingleItem();
        entry.Category.ShouldBe("Microsoft.AspNetCore.Server.Kestrel");
        entry.Exception.ShouldBe(failure);
    }

    [Fact]
    public async Task A_cancellation_that_is_not_the_streams_is_a_failure()
    {
        var conductor = new Conductor();
        await using var app = await StartAsync(conductor);
        using var reader = await app.OpenAsync("/");
        await reader.NextAsync();

        _ = conductor.DoAsync(_ => throw new OperationCanceledException("a time limit of its own"));

        await Should.ThrowAsync<IOException>(reader.RestAsync);
        await Wait.Until(() => app.Log.Errors.Count > 0);
        app.Log.Errors.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Error);
    }

    [Fact]
    public async Task What_a_handler_leaves_behind_learns_that_the_stream_is_over()
    {
        var conductor = new Conductor();
        await using var app = await StartAsync(conductor);
        using var reader = await app.OpenAsync("/");
        var stream = await conductor.Started;

        await conductor.ReturnAsync();

        (await reader.RestAsync())[^1].ShouldBe("id: ~end");
        await ClosingOf(stream);
        (await Should.ThrowAsync<OperationCanceledException>(async () => await stream.PublishAsync(new Tick(1)))).CancellationToken.ShouldBe(stream.Closed);
    }

    private static Task<TestApp> StartAsync(Conductor conductor) => TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream(conductor.RunAsync)));

    private static async Task ClosingOf(SseStream stream)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stream.Closed.Register(closed.SetResult);
        await closed.Task.Bounded();
    }
}
