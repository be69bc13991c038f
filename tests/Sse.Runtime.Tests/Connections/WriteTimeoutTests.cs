using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.Connections;

public class WriteTimeoutTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_client_that_never_reads_is_cut(int version)
    {
        var conductor = new Conductor();
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream(conductor.RunAsync)), services => services.AddSingleton<TimeProvider>(_time));
        using var reader = await app.OpenAsync("/", version);
        var stream = await conductor.Started;

        var publish = stream.PublishAsync(new SseRawEvent(new byte[16 * 1024 * 1024]), TestContext.Current.CancellationToken).AsTask();
        while (!publish.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await Should.ThrowAsync<OperationCanceledException>(() => publish)).CancellationToken.ShouldBe(stream.Closed);
        await Should.ThrowAsync<IOException>(reader.RestAsync);
        await conductor.Ended;
        // It is said behind the cut.
        await Wait.Until(() => app.Log.OfSse.Count > 0);
        app.Log.OfSse.ShouldHaveSingleItem().Id.ShouldBe(3);
    }

    [Fact]
    public async Task A_client_has_the_time_for_every_64_KiB_anew()
    {
        var response = new FakeResponse(_time);
        await using var connection = await OpenAsync(response);
        response.Stalls = true;

        var write = connection.WriteAsync(new byte[150_000].AsMemory(), lastId: null, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(29));
        response.Take();
        _time.Advance(TimeSpan.FromSeconds(29));
        response.Take();
        _time.Advance(TimeSpan.FromSeconds(29));
        response.RequestAborted.IsCancellationRequested.ShouldBeFalse();
        response.Take();
        response.Stalls = false;

        await write.Bounded();
        response.Flushes[1..].ShouldBe([65_536, 65_536, 150_000 - (2 * 65_536)]);
    }

    [Fact]
    public async Task A_flush_that_lasts_the_whole_time_aborts_the_client()
    {
        var response = new FakeResponse(_time);
        await using var connection = await OpenAsync(response);
        response.Stalls = true;

        var write = connection.WriteAsync(new byte[150_000].AsMemory(), lastId: null, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(29));
        response.Take();
        _time.Advance(TimeSpan.FromSeconds(29));
        response.RequestAborted.IsCancellationRequested.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        await response.Aborted.Bounded();
        (await Should.ThrowAsync<OperationCanceledException>(() => write.Bounded())).CancellationToken.ShouldBe(connection.Closed);
    }

    [Fact]
    public async Task No_lock_is_held_while_the_server_aborts()
    {
        var response = new FakeResponse(_time);
        await using var connection = await OpenAsync(response);
        response.Stalls = true;
        var asked = new TaskCompletionSource<bool>();
        response.RequestAborted.UnsafeRegister(_ => asked.SetResult(Task.Run(() =>
        {
            // What others of the host may ask for at that moment.
            connection.Host.Connections.Snapshot().ShouldContain(connection);
            connection.Response.TryTakeTurn().ShouldBeFalse();
            connection.Abort();
        }).Wait(TimeSpan.FromSeconds(30))), null);

        var write = connection.WriteAsync(new byte[150_000].AsMemory(), lastId: null, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(31));

        (await asked.Task.Bounded()).ShouldBeTrue();
        await Should.ThrowAsync<OperationCanceledException>(() => write.Bounded());
    }

    [Fact]
    public async Task A_stalled_heartbeat_counts_too()
    {
        var response = new FakeResponse(_time);
        await using var connection = await OpenAsync(response);
        response.Stalls = true;

        _time.Advance(TimeSpan.FromSeconds(15));
        response.IsFlushPending.ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(29));
        response.RequestAborted.IsCancellationRequested.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        await response.Aborted.Bounded();
        response.Text.ShouldEndWith("\n\n:\n\n");
    }

    private static async Task<HandlerConnection> OpenAsync(FakeResponse response)
    {
        var connection = new HandlerConnection(response.Http, StreamingHost.Of(response.Http), lastEventId: "");
        await connection.OpenAsync(TimeSpan.FromSeconds(3), id: null);
        return connection;
    }
}
