using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Connections;

public class HeartbeatTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_silent_stream_beats_and_traffic_puts_it_off()
    {
        var conductor = new Conductor();
        await using var app = await StartAsync(app => app.MapGet("/", () => SseResults.Stream(conductor.RunAsync)));
        using var reader = await app.OpenAsync("/");
        await reader.NextAsync();
        await conductor.Started;

        _time.Advance(TimeSpan.FromSeconds(14));
        await conductor.PublishAsync(1);
        _time.Advance(TimeSpan.FromSeconds(14));
        await conductor.PublishAsync(2);
        _time.Advance(TimeSpan.FromSeconds(15));
        await conductor.PublishAsync(3);
        _time.Advance(TimeSpan.FromSeconds(30));
        await conductor.ReturnAsync();

        (await reader.RestAsync()).ShouldBe(["event: tick\ndata: {\"n\":1}", "event: tick\ndata: {\"n\":2}", ":", "event: tick\ndata: {\"n\":3}", ":", ":", "id: ~end"]);
    }

    [Fact]
    public void A_stream_that_has_not_begun_is_not_silent()
    {
        _time.Advance(TimeSpan.FromHours(1));
        var response = new FakeResponse(_time);
        var host = StreamingHost.Of(response.Http);
        var connection = new HandlerConnection(response.Http, host, lastEventId: "");

        host.Connections.Add(connection);

        connection.IsDue(_time.GetTimestamp()).ShouldBeFalse();
        connection.IsDue(_time.GetTimestamp() + (15 * _time.TimestampFrequency)).ShouldBeTrue();
        host.Connections.Remove(connection);
    }

    [Fact]
    public async Task One_stalled_client_keeps_no_other_from_its_heartbeat()
    {
        var stalled = new Conductor();
        var silent = new Conductor();
        await using var app = await StartAsync(app =>
        {
            app.MapGet("/stalled", () => SseResults.Stream(stalled.RunAsync));
            app.MapGet("/silent", () => SseResults.Stream(silent.RunAsync));
        });
        using var ofSilent = await app.OpenAsync("/silent");
        await ofSilent.NextAsync();
        await silent.Started;
        using var ofStalled = await app.OpenAsync("/stalled");
        var stream = await stalled.Started;
        var publish = stream.PublishAsync(new SseRawEvent(new byte[16 * 1024 * 1024]), TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(15));

        (await ofSilent.NextAsync()).ShouldBe(":");
        ofStalled.Dispose();
        await Should.ThrowAsync<OperationCanceledException>(() => publish.Bounded());
    }

    [Fact]
    public async Task A_quiet_hub_stream_is_told_where_it_is_when_its_place_has_moved()
    {
        await using var app = await HubApp.StartAsync(time: _time);
        using var client = await app.OpenAsync("/hub/quiet");
        await client.NextAsync();
        // With the first beat it waits: it has looked for events, and looks again only with the next.
        _time.Advance(TimeSpan.FromSeconds(15));
        (await client.NextAsync()).ShouldBe(":");
        app.Hub().Topic("loud").Publish(new Step(1));

        _time.Advance(TimeSpan.FromSeconds(15));
        (await client.NextAsync()).ShouldBe($"id: {app.Hub().Position}");
        _time.Advance(TimeSpan.FromSeconds(15));
        (await client.NextAsync()).ShouldBe(":");
    }

    [Fact]
    public async Task A_stream_beats_while_the_applications_snapshot_takes_its_time()
    {
        await using var app = await HubApp.StartAsync(o => o.Snapshot = (_, ct) => NeverAsync(ct), time: _time);
        using var client = await app.OpenAsync("/hub");
        await client.NextAsync();

        _time.Advance(TimeSpan.FromSeconds(15));

        (await client.NextAsync()).ShouldBe(":");

        static async IAsyncEnumerable<SseEnvelope> NeverAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Wait.Forever(cancellationToken);
            yield break;
        }
    }

    [Fact]
    public async Task All_streams_share_one_timer_and_none_is_armed_without_a_stream()
    {
        var conductors = Enumerable.Range(0, 5).Select(_ => new Conductor()).ToArray();
        var next = 0;
        await using var app = await StartAsync(app => app.MapGet("/", () => SseResults.Stream(conductors[next++].RunAsync)));
        _time.ArmedTimers.ShouldBe(0);

        var readers = new List<EventReader>();
        foreach (var conductor in conductors)
        {
            readers.Add(await app.OpenAsync("/"));
            await conductor.Started;
        }
        _time.ArmedTimers.ShouldBe(1);
        for (var i = 0; i < readers.Count; i++)
        {
            await conductors[i].ReturnAsync();
            await readers[i].RestAsync();
        }
        _time.ArmedTimers.ShouldBe(0);

        // And it is armed again for the next.
        next = 0;
        conductors[0] = new Conductor();
        using var again = await app.OpenAsync("/");
        await again.NextAsync();
        await conductors[0].Started;
        _time.Advance(TimeSpan.FromSeconds(15));
        (await again.NextAsync()).ShouldBe(":");
    }

    private Task<TestApp> StartAsync(Action<WebApplication> map) => TestApp.StartAsync(map, services => services.AddSingleton<TimeProvider>(_time));
}
