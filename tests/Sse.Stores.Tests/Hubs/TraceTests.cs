using System.Collections.Concurrent;
using System.Diagnostics;
using Sse.Tests.Reference;

namespace Sse.Tests.Hubs;

public sealed class TraceTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly ActivityListener _listener;
    private readonly MemoryLog _log = new();
    private readonly Activity _request;

    public TraceTests()
    {
        _request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        _request.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Sse" or "Sse.Client",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _request.TraceId) _stopped.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _request.Dispose();
    }

    [Fact]
    public async Task One_trace_goes_from_the_publisher_through_the_store_to_another_node_and_its_client()
    {
        await using var here = await StartAsync();
        await using var there = await StartAsync();
        using var http = there.CreateClient();
        using var client = new SseClient<PriceHub>(http, new Uri("/hub", UriKind.Relative));
        await using var reading = client.ReadAllAsync(cancellationToken: TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = reading.MoveNextAsync().AsTask();
        await Wait.Until(() => there.Hub.SubscriberCount == 1);
        await here.Hub.PublishAsync(new Tick(1)).Bounded();
        (await next.Bounded()).ShouldBeTrue();
        await Wait.Until(() => _stopped.Count == 4);

        reading.Current.Event.ShouldBe(new Tick(1));
        var publish = _stopped.Single(span => span.Kind == ActivityKind.Producer);
        publish.ParentSpanId.ShouldBe(_request.SpanId);
        var received = _stopped.Where(span => span.DisplayName == "receive PriceHub").ToList();
        received.Count.ShouldBe(2);
        received.ShouldAllBe(span => span.ParentSpanId == publish.SpanId && span.Kind == ActivityKind.Consumer);
        received.ShouldAllBe(span => (string)span.GetTagItem("sse.event.name")! == "tick" && (string)span.GetTagItem("messaging.operation.type")! == "receive");
        var read = _stopped.Single(span => span.DisplayName == "receive");
        read.ParentSpanId.ShouldBe(publish.SpanId);
        reading.Current.TraceContext.ShouldBe(read.Context);
    }

    [Fact]
    public async Task What_is_read_back_at_the_start_is_not_received_again()
    {
        await using (var before = await StartAsync()) await before.Hub.PublishAsync(new Tick(1)).Bounded();
        _stopped.Clear();
        await using var after = await StartAsync();
        _stopped.ShouldBeEmpty();
        (await after.ReadAsync(default, SseStart.Earliest))[0].TraceContext.TraceId.ShouldBe(_request.TraceId);
    }

    [Fact]
    public async Task A_publish_lasts_until_the_event_has_come_back()
    {
        var gate = new TaskCompletionSource();
        await using var store = new FaultyStore(new MemoryLogStore(_log)) { Gate = gate.Task };
        await using var node = await Node.StartAsync(_ => store, o => o.Retention.KeepLatest = null);
        var published = node.Hub.PublishAsync(new Tick(1)).AsTask();
        _stopped.ShouldBeEmpty();
        Activity.Current.ShouldBeSameAs(_request);
        gate.SetResult();
        await published.Bounded();
        await Wait.Until(() => !_stopped.IsEmpty);
        _stopped.ShouldHaveSingleItem().Kind.ShouldBe(ActivityKind.Producer);
    }

    private Task<Node> StartAsync() => Node.StartAsync(_ => new MemoryLogStore(_log), o =>
    {
        o.Retention.KeepLatest = null;
        o.CarriesTraceContext = true;
    });
}
